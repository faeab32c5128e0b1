import path from 'node:path';
import { loadProgramme } from '../../lti-tool/content/load';
import { SMALL } from './broken-copy';

const REAL = path.join(__dirname, '..', '..', 'course-content');

describe('the small programme', () => {
  const programme = loadProgramme(SMALL);
  const reading = programme.modules[0]?.readings[0];

  it('carries the pages of a reading in order, each with the terms it uses first', () => {
    expect(reading?.pages.map(({ title, terms }) => [title, terms.map(({ id }) => id)])).toEqual([
      ['The harbour', ['harbour']],
      ['The quay', ['quay']],
      ['One ship in a storm', []],
      ['In your country', []],
    ]);
  });

  it('ends each page with its own sources, without fact ids', () => {
    const pages = reading?.pages.map(({ html }) => html) ?? [];
    const sources = pages.map((html) => html.match(/<li id="fn\d+">/g)?.length ?? 0);
    expect(sources).toEqual([1, 2, 1, 0]);
    expect(pages[1]).toContain('<p>Treaty about harbours, art. 2. <a');
    expect(pages.join('')).not.toMatch(/F1\.0/);
  });

  it('counts words and reading minutes, at 125 words a minute, rounded up', () => {
    expect(reading?.words).toBe(1152);
    expect(reading?.minutes).toBe(10);
  });

  it('gives distractors ids of their own', () => {
    const matching = programme.modules[0]?.assessment.items.find(({ type }) => type === 'matching');
    expect(matching).toMatchObject({
      distractors: [
        { id: 'x1', text: 'building ships', feedback: 'Ships are built in a shipyard.' },
      ],
    });
  });

  it('joins live sessions with the hours and the contributions of the edition', () => {
    expect(programme.liveSessions[0]).toEqual({
      kind: 'live-session',
      id: 'live-1-1',
      day: 1,
      number: 1,
      title: 'Opening',
      purpose: 'Meet each other.',
      activeWhen: ['You asked a question.', 'You introduced yourself.'],
      startsAt: new Date('2026-12-01T07:00:00Z'),
      minutes: 50,
    });
    expect(programme.liveSessions[1]).toMatchObject({
      kind: 'breakout',
      activeWhen: ['You spoke about the subject.'],
    });
  });

  it('finds every activity by its id', () => {
    expect([...programme.activities.keys()]).toEqual([
      'm01-r1',
      'm01-test',
      'live-1-1',
      'live-1-2',
    ]);
    expect(programme.activities.get('m01-r1')).toBe(reading);
  });

  it('loads another edition when told to', () => {
    expect(programme.edition).toMatchObject({ id: 'open', closesAt: undefined });
    expect(loadProgramme(SMALL, { edition: 'closing' }).edition).toMatchObject({
      id: 'closing',
      closesAt: new Date('2026-12-15T23:59:59Z'),
    });
    expect(() => loadProgramme(SMALL, { edition: 'next' })).toThrow(
      'editions/next.yaml: does not exist',
    );
  });

  it('cannot be changed', () => {
    const change = (target: object, key: string): boolean => Reflect.set(target, key, 'changed');
    expect(change(programme, 'title')).toBe(false);
    expect(change(programme.edition, 'countries')).toBe(false);
    expect(change(programme.modules[0]?.assessment.items[0] ?? {}, 'stem')).toBe(false);
    expect(change(programme.glossary.get('quay') ?? {}, 'term')).toBe(false);
    const activities = programme.activities as Map<string, unknown>;
    expect(() => activities.delete('m01-r1')).toThrow('does not change');
    expect(activities.has('m01-r1')).toBe(true);
  });
});

describe('the content of the training', () => {
  const programme = loadProgramme(REAL);

  it('has the announced title and eleven live sessions, three of them breakouts', () => {
    expect(programme.title).toBe(
      'Stakeholder Engagement for the Implementation of the United Nations Convention against Transnational Organized Crime',
    );
    const sessions = programme.liveSessions;
    expect(sessions).toHaveLength(11);
    expect(sessions.flatMap(({ kind, id }) => (kind === 'breakout' ? [id] : []))).toEqual([
      'live-1-3',
      'live-2-3',
      'live-3-1',
    ]);
  });

  it('fills each live day from 07:00 to 10:30 UTC with one break of ten minutes', () => {
    for (const day of [1, 2, 3]) {
      const sessions = programme.liveSessions.filter((session) => session.day === day);
      const last = sessions.at(-1);
      const end = new Date((last?.startsAt.getTime() ?? 0) + (last?.minutes ?? 0) * 60_000);
      const date = `2020-11-${9 + day}`;
      expect(sessions[0]?.startsAt.toISOString()).toBe(`${date}T07:00:00.000Z`);
      expect(end.toISOString()).toBe(`${date}T10:30:00.000Z`);
      expect(sessions.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(200);
    }
  });

  it('leaves closing moments open and issues nothing, until the organizer decides', () => {
    expect(programme.edition).toMatchObject({
      closesAt: undefined,
      applicationsCloseAt: undefined,
      selfPaced: undefined,
      placeOfIssue: '',
      issuer: '',
      signatory: { name: '', title: '' },
    });
    expect(programme.edition.countries).toHaveLength(50);
  });
});
