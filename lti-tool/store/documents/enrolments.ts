import type { CertificateClaim, Decision, NameConfirmation } from '../../domain/claim';
import type { Enrolment } from '../../domain/enrolment';
import type { LedgerEntry } from '../../domain/ledger';
import type { ScoreOnItsWay, ScoreValue } from '../../domain/score-on-its-way';
import type { CollectionDefinition } from '../collection';
import { checked, documentSchema, partSchema } from '../document-schema';
import { ROLE } from './role';
import {
  isDate,
  isFlag,
  isNumber,
  isText,
  kindProblem,
  listOf,
  listProblem,
  oneOf,
  optional,
  shapedAs,
  shapeProblem,
  type Shape,
} from './shape';

type Entry<K extends LedgerEntry['kind']> = Shape<Extract<LedgerEntry, { kind: K }>>;

const entry = { key: isText, at: isDate, kind: isText, activityId: isText };
const byFacilitator = { by: isText, reason: optional(isText) };

const LEDGER: { readonly [K in LedgerEntry['kind']]: Entry<K> } = {
  'page-opened': { ...entry, page: isNumber },
  'reading-confirmed': { ...entry, pages: isNumber },
  'assessment-submitted': {
    ...entry,
    attemptId: isText,
    scoreGiven: isNumber,
    scoreMaximum: isNumber,
  },
  'attendance-recorded': { ...entry, ...byFacilitator, present: isFlag },
  'participation-recorded': { ...entry, ...byFacilitator, active: isFlag },
};

const VALUE: Shape<ScoreValue> = { scoreGiven: isNumber, scoreMaximum: isNumber };

const SCORE: Shape<ScoreOnItsWay> = {
  activityId: isText,
  ...VALUE,
  earnedAt: isDate,
  state: oneOf('waiting', 'delivered', 'refused', 'parked', 'overruled'),
  tries: isNumber,
  notBefore: isDate,
  reason: optional(isText),
  deliveredAt: optional(isDate),
  sent: optional(listOf(shapedAs(VALUE))),
  sending: optional(isFlag),
};

const DECISION: Shape<Decision> = { by: isText, at: isDate };

const NAME: Shape<NameConfirmation> = {
  ...DECISION,
  text: isText,
  latin: optional(isText),
  locale: optional(isText),
  shown: isFlag,
};

const CLAIM: Shape<CertificateClaim> = {
  names: listOf(shapedAs(NAME)),
  hold: optional(shapedAs({ ...DECISION, reason: isText })),
  release: optional(shapedAs(DECISION)),
  issuedAt: optional(isDate),
};

/** Read by the launch (unique), by the roster (context) and by the dispatcher (due scores). */
export const enrolments: CollectionDefinition<Enrolment> = {
  name: 'enrolments',
  schema: documentSchema({
    registrationId: { type: String, required: true },
    deploymentId: { type: String, required: true },
    contextId: { type: String, required: true },
    subject: { type: String, required: true },
    role: ROLE,
    name: String,
    email: String,
    ledger: checked((value) =>
      listProblem(value, 'ledger', (item, path) => kindProblem(item, LEDGER, path)),
    ),
    completedAt: Date,
    scores: checked((value) =>
      listProblem(value, 'scores', (item, path) => shapeProblem(item, SCORE, path)),
    ),
    nextScoreAt: Date,
    scoreLease: partSchema({
      owner: { type: String, required: true },
      until: { type: Date, required: true },
    }),
    certificateClaim: checked((value) => shapeProblem(value, CLAIM, 'certificateClaim'), {
      required: false,
    }),
    certificateDueAt: Date,
    testPerson: Boolean,
    createdAt: { type: Date, required: true },
    launchedAt: Date,
    leftAt: Date,
  }),
  unique: [['registrationId', 'deploymentId', 'contextId', 'subject']],
  indexes: [['registrationId', 'deploymentId', 'contextId'], ['nextScoreAt'], ['certificateDueAt']],
};
