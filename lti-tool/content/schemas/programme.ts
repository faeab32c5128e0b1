import { z } from 'zod';
import { allDifferent, day, moment, plainText, slug } from './text';

const liveSessionId = z.string().regex(/^live-\d-\d$/, 'must be of the form live-1-2');

/** What a live session asks of its participants: curriculum section 11, active participation. */
const sessionFormat = z.enum(['plenary', 'questions', 'breakout']);

/** programme.yaml */
export const programmeFile = z.strictObject({
  id: slug,
  title: plainText,
  aims: z.array(plainText).min(1, 'needs at least one aim'),
  edition: slug,
  modules: z
    .array(
      z.string().regex(/^\d{2}-[a-z0-9-]+$/, 'must be a folder name of the form 01-some-words'),
    )
    .min(1, 'needs at least one module')
    .refine(allDifferent, 'names a module twice'),
  liveSessions: z
    .array(
      z.strictObject({
        id: liveSessionId,
        format: sessionFormat,
        title: plainText,
        purpose: plainText,
      }),
    )
    .refine((list) => allDifferent(list.map(({ id }) => id)), 'names a session twice'),
});

const contributions = z.array(plainText).min(1, 'needs at least one kind of contribution');

/** editions/<id>.yaml */
export const editionFile = z.strictObject({
  id: slug,
  title: plainText,
  region: plainText,
  liveFrom: day,
  liveTo: day,
  selfPaced: z
    .strictObject({ from: day, to: day })
    .refine(({ from, to }) => from <= to, 'ends before it begins')
    .nullable(),
  liveSessions: z.array(
    z.strictObject({
      id: liveSessionId,
      startsAt: moment,
      minutes: z.int().min(5).max(240),
    }),
  ),
  presenceThreshold: z.number().min(0).max(1),
  activeWhen: z.strictObject({
    plenary: contributions,
    questions: contributions,
    breakout: contributions,
    /** Counts in one session besides what counts in every session of its format. */
    also: z.record(liveSessionId, contributions),
  }),
  passRule: z.literal('submitted'),
  scoreSent: z.enum(['best', 'latest']),
  certificateRelease: z.enum(['automatic', 'by-facilitator']),
  excusedAbsence: z.literal('not-allowed'),
  closesAt: moment.nullable(),
  applicationsCloseAt: moment.nullable(),
  countries: z
    .array(plainText)
    .min(1, 'needs at least one country')
    .refine(allDifferent, 'names a country twice'),
  issuer: z.string(),
  placeOfIssue: z.string(),
  signatory: z.strictObject({ name: z.string(), title: z.string() }),
});

export type ProgrammeFile = z.output<typeof programmeFile>;
export type EditionFile = z.output<typeof editionFile>;
