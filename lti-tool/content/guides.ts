import type { Guide, LiveSession, Programme } from './programme';

/** The guides that a person may read. @param staff facilitators and administrators read all. */
export function guidesFor({ guides }: Pick<Programme, 'guides'>, staff: boolean): Guide[] {
  return [...guides.values()].filter(({ audience }) => staff || audience === 'participants');
}

/** Those of them for one live session: the notes of its day, then what its breakout groups use. */
export function guidesOfSession(
  programme: Pick<Programme, 'guides'>,
  session: LiveSession,
  staff: boolean,
): Guide[] {
  const guides = guidesFor(programme, staff);
  const ofDay = guides.filter(({ use }) => use.kind === 'day' && use.day === session.day);
  const ofBreakout = guides.filter(({ use }) => use.kind === 'breakout');
  return session.kind === 'breakout' ? [...ofDay, ...ofBreakout] : ofDay;
}
