import { rightAnswers } from './answers';
import { launch, type Visit } from './practice-client';
import type { RunningTool } from './running-tool';

/** Opens every page of a reading and ticks "I have read this". */
export async function read(visit: Visit, readingId: string, pages: number): Promise<void> {
  for (let page = 1; page <= pages; page++) await visit.get(`/a/${readingId}?page=${page}`);
  await visit.submit({ read: 'yes' }, '/confirm');
}

/** Records the same standing for everyone in the session's roster, with a reason. */
export async function recordAttendance(
  facilitator: Visit,
  sessionId: string,
  standing: 'active' | 'present' | 'absent',
): Promise<void> {
  const roster = await facilitator.get(`/a/${sessionId}/roster`);
  const ids = [...roster.html.matchAll(/name="standing\.([^"]+)"/g)].map(([, id = '']) => id);
  const fields = ids.flatMap((id): [string, string][] => [
    [`standing.${id}`, standing],
    [`reason.${id}`, 'Recorded for the whole group'],
  ]);
  const saved = await facilitator.submit(Object.fromEntries(fields), '/roster');
  if (saved.status !== 200) throw new Error(`${sessionId} was not recorded: ${saved.status}`);
}

/** Does every reading and self-assessment, each opened from the course. */
export async function studyEverything(running: RunningTool, persona: string): Promise<Visit> {
  const open = (activity: string, from?: Visit): Promise<Visit> =>
    launch({
      lmsUrl: running.lms.url,
      persona,
      activity,
      ...(from && { browser: from.browser }),
    });
  let visit = await open('progress');
  for (const { readings, assessment } of running.tool.programme.modules) {
    for (const reading of readings) {
      visit = await open(reading.id, visit);
      await read(visit, reading.id, reading.pages.length);
    }
    visit = await open(assessment.id, visit);
    await visit.submit({}, '/start');
    const [attempt = ''] = /\/attempts\/\d+/.exec(visit.path) ?? [];
    if (!attempt) throw new Error(`${assessment.id} did not start: ${visit.path}`);
    const form = [...rightAnswers(assessment), ...hiddenFields(visit.page.html)];
    await visit.postForm(`/a/${assessment.id}/submit`, form);
  }
  return visit;
}

/** The hidden fields of a page's forms: form token, attempt and version. */
export function hiddenFields(html: string): [name: string, value: string][] {
  return [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(
    ([, name = '', value = '']) => [name, value],
  );
}
