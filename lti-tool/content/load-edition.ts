import path from 'node:path';
import type { ContentFolder } from './content-folder';
import type { Edition, LiveSession } from './programme';
import { type EditionFile, editionFile, type ProgrammeFile } from './schemas/programme';

/** An edition and the live sessions at its hours. */
export interface LoadedEdition {
  readonly edition: Edition;
  readonly liveSessions: readonly LiveSession[];
}

/**
 * editions/*.yaml, each checked against the programme's live sessions.
 * @param programme undefined while programme.yaml is broken: then only the files' form is checked.
 */
export function loadEditions(
  folder: ContentFolder,
  programme: ProgrammeFile | undefined,
): Map<string, LoadedEdition> {
  const editions = new Map<string, LoadedEdition>();
  for (const name of folder.names('editions')) {
    const file = `editions/${name}`;
    const source = folder.yaml(file, editionFile);
    if (!source) continue;
    const id = path.parse(name).name;
    if (source.id !== id) folder.problems.add(file, 'id', `must be ${id}, as the file's name says`);
    if (!programme) continue;
    const liveSessions = timetable(file, source, programme, folder);
    editions.set(id, { edition: toEdition(source), liveSessions });
  }
  return editions;
}

function toEdition(source: EditionFile): Edition {
  return {
    id: source.id,
    title: source.title,
    region: source.region,
    liveFrom: source.liveFrom,
    liveTo: source.liveTo,
    selfPaced: source.selfPaced ?? undefined,
    presenceThreshold: source.presenceThreshold,
    passRule: source.passRule,
    scoreSent: source.scoreSent,
    certificateRelease: source.certificateRelease,
    excusedAbsence: source.excusedAbsence,
    closesAt: source.closesAt ?? undefined,
    applicationsCloseAt: source.applicationsCloseAt ?? undefined,
    countries: source.countries,
    issuer: source.issuer,
    placeOfIssue: source.placeOfIssue,
    signatory: source.signatory,
  };
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Joins the programme's live sessions with the edition's hours, in the order of the programme. */
function timetable(
  file: string,
  source: EditionFile,
  programme: ProgrammeFile,
  { problems }: ContentFolder,
): LiveSession[] {
  const known = new Set(programme.liveSessions.map(({ id }) => id));
  for (const { id } of source.liveSessions) {
    if (!known.has(id))
      problems.add(file, `liveSessions[${id}]`, 'programme.yaml has no such session');
  }
  for (const id of Object.keys(source.activeWhen.also)) {
    if (!known.has(id))
      problems.add(file, `activeWhen.also.${id}`, 'programme.yaml has no such session');
  }
  let free = source.liveFrom.getTime();
  return programme.liveSessions.flatMap(({ id, format, title, purpose }) => {
    const hours = source.liveSessions.filter((session) => session.id === id);
    const [first] = hours;
    if (!first || hours.length > 1) {
      problems.add(file, 'liveSessions', `must give the hours of ${id} once`);
      return [];
    }
    const [, day = 0, number = 0] = id.split('-').map(Number);
    const { startsAt, minutes } = first;
    const midnight = source.liveFrom.getTime() + (day - 1) * DAY;
    const end = startsAt.getTime() + minutes * MINUTE;
    const where = `liveSessions[${id}].startsAt`;
    if (
      startsAt.getTime() < midnight ||
      end > midnight + DAY ||
      midnight > source.liveTo.getTime()
    ) {
      problems.add(file, where, `must be on day ${day} of the edition, in UTC`);
    } else if (startsAt.getTime() < free) {
      problems.add(file, where, 'begins before the session before it has ended');
    }
    free = end;
    return [
      {
        kind: format === 'breakout' ? 'breakout' : 'live-session',
        id,
        day,
        number,
        title,
        purpose,
        activeWhen: [...source.activeWhen[format], ...(source.activeWhen.also[id] ?? [])],
        startsAt,
        minutes,
      } satisfies LiveSession,
    ];
  });
}
