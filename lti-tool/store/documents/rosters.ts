import type { Roster, RosterMember } from '../../domain/roster';
import type { CollectionDefinition } from '../collection';
import { checked, documentSchema } from '../document-schema';
import { ROLES } from './role';
import {
  isDate,
  isFlag,
  isText,
  listProblem,
  oneOf,
  optional,
  shapeProblem,
  type Shape,
} from './shape';

const MEMBER: Shape<RosterMember> = {
  subject: isText,
  role: oneOf(...ROLES),
  name: optional(isText),
  testPerson: optional(isFlag),
  leftAt: optional(isDate),
};

/** One context's people, as its platform lists them. */
export const rosters: CollectionDefinition<Roster> = {
  name: 'rosters',
  schema: documentSchema({
    registrationId: { type: String, required: true },
    deploymentId: { type: String, required: true },
    contextId: { type: String, required: true },
    members: checked((value) =>
      listProblem(value, 'members', (item, path) => shapeProblem(item, MEMBER, path)),
    ),
    refreshedAt: Date,
    triedAt: { type: Date, required: true },
    failure: String,
  }),
  unique: [['registrationId', 'deploymentId', 'contextId']],
  indexes: [],
};
