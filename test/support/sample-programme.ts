import type {
  Activity,
  Assessment,
  GlossaryTerm,
  Guide,
  Item,
  LiveSession,
  Module,
  Option,
  Programme,
  Reading,
} from '../../lti-tool/content/programme';

/** A small programme with every kind of activity and item, for view models and the preview. */

const terms: GlossaryTerm[] = [
  {
    id: 'agenda',
    term: '2030 Agenda',
    definition: 'The plan for sustainable development that the General Assembly adopted in 2015.',
  },
  {
    id: 'protocol',
    term: 'Protocol',
    definition: 'A treaty that belongs to another treaty and adds to it.',
  },
];

function option(id: string, text: string, correct: boolean): Option {
  return {
    id,
    text,
    correct,
    feedback: correct
      ? `Yes. ${text} is what the text says.`
      : `Many people think of ${text.toLowerCase()} first. Read the article again: it names another actor.`,
  };
}

function reading(id: string, title: string): Reading {
  return {
    kind: 'reading',
    id,
    moduleId: 'm01',
    title,
    questions: ['What does target 16.4 ask?', 'Which other targets are touched?'],
    pages: [
      { title: 'Two documents to know', html: FIRST_PAGE, terms },
      { title: 'What target 16.4 asks', html: TABLE_PAGE, terms: [] },
      { title: 'In your country', html: LAST_PAGE, terms: [] },
    ],
    words: 900,
    minutes: 8,
  };
}

const FIRST_PAGE = `<p>Perhaps you help a girl who was promised a job and then exploited. Perhaps you teach law, or you check the papers of ships. You may think of this as work against crime only. This reading shows that it is also work for development.</p>
<p>The first document is the <a class="term" href="#term-agenda">2030 Agenda</a> for Sustainable Development. It has 17 Goals and 169 targets.<sup><a class="footnote-ref" href="#fn1" id="fnref1" aria-label="Source 1">1</a></sup> Three further treaties, called <a class="term" href="#term-protocol">Protocols</a>, belong to it.</p>
<blockquote class="example"><p><strong>Worked example (invented).</strong></p><p>Ms Melati Anwar leads a women’s circle in a harbour town. Three families come to her in one month.</p></blockquote>
<section class="footnotes" aria-label="Sources"><h3>Sources</h3><ol><li id="fn1"><p>General Assembly resolution A/RES/70/1 of 25 September 2015. <a class="footnote-back" href="#fnref1" aria-label="Back to the text, source 1, place 1">↩︎</a></p></li></ol></section>`;

const TABLE_PAGE = `<p>Target 16.4 is the centre of this module. It asks the world to do four things by 2030.</p>
<ol><li><strong>Cut illicit financial flows.</strong> These are movements of money that the law does not allow.</li><li><strong>Cut illicit arms flows.</strong> These are weapons that move against the law.</li></ol>
<h3>Its neighbours</h3>
<div class="table-scroll" tabindex="0" role="region" aria-label="Table: Target, Its subject, A problem it can touch"><table><thead><tr><th scope="col">Target</th><th scope="col">Its subject</th><th scope="col">A problem it can touch</th></tr></thead><tbody><tr><td>5.2</td><td>Violence against women and girls, trafficking included</td><td>A young woman is sold into exploitation</td></tr><tr><td>17.16</td><td>The global partnership, completed by multi-stakeholder partnerships</td><td>States and other actors do not share what they know</td></tr></tbody></table></div>`;

const LAST_PAGE = `<p>Now think about your own country. Please use no names of victims or suspects.</p>
<ol><li>Think of one problem that you have met in your work. Which targets does it touch?</li><li>Who in your country speaks about the 2030 Agenda, and who about organized crime?</li></ol>`;

const base = (number: number): Omit<Item, 'type'> => ({
  id: `m01-q0${number}`,
  objectives: ['1a'],
  facts: ['F1.01'],
  stem: '',
  rationale: 'The article names this actor in plain words, and it names no other.',
  source: 'Convention, art. 31(2)(a)',
});

export const items: Item[] = [
  {
    ...base(1),
    type: 'single-choice',
    stem: 'Which target calls for action against organized crime in every form?',
    options: [
      option('a', 'Target 16.1', false),
      option('b', 'Target 17.17', false),
      option('c', 'Target 16.4', true),
    ],
  },
  {
    ...base(2),
    type: 'multiple-response',
    stem: 'Which groups count as non-governmental stakeholders?',
    options: [
      option('a', 'State bodies such as the police or parliament', false),
      option('b', 'Civil society organizations', true),
      option('c', 'Academia', true),
    ],
  },
  {
    ...base(3),
    type: 'true-false-reason',
    stem: 'Trade unions and faith-based bodies fall outside civil society.',
    answer: false,
    reasons: [
      option('a', 'The list of civil society names unions and faith-based bodies.', true),
      option('b', 'Civil society means registered organizations only.', false),
    ],
  },
  {
    ...base(4),
    type: 'matching',
    stem: 'Match each target of the 2030 Agenda with its subject.',
    pairs: [
      {
        id: 'a',
        prompt: 'Target 16.1',
        match: 'violence',
        feedback: 'Target 16.1 is about violence in general.',
      },
      {
        id: 'b',
        prompt: 'Target 16.2',
        match: 'abuse, exploitation and trafficking of children',
        feedback: 'Target 16.2 is the target about children.',
      },
    ],
    distractors: [
      {
        id: 'x1',
        text: 'forced labour and modern slavery',
        feedback: 'Forced labour belongs to target 8.7.',
      },
    ],
  },
  {
    ...base(5),
    type: 'ordering',
    stem: 'Put these steps in order, earliest first.',
    sequence: [
      { id: 'a', text: 'Adoption by the General Assembly', feedback: 'Adoption comes first.' },
      { id: 'b', text: 'Opening for signature in Palermo', feedback: 'Signature is second.' },
      { id: 'c', text: 'Entry into force', feedback: 'Entry into force is the last step.' },
    ],
  },
  {
    ...base(6),
    type: 'short-case',
    case: 'Bluewave Freight is an invented company in an Asian port city. Its staff sometimes find containers with false papers. The director wants to agree with the prosecutors on regular meetings.',
    stem: 'Which article of the Convention is closest to her plan?',
    options: [
      option('a', 'Article 31(2)(b): codes of conduct for professions', false),
      option('b', 'Article 31(2)(a): cooperation with private entities', true),
    ],
  },
];

export const assessment: Assessment = {
  kind: 'assessment',
  id: 'm01-test',
  moduleId: 'm01',
  title: 'Self-assessment 1',
  items,
};

export const sampleModule: Module = {
  id: 'm01',
  number: 1,
  title: 'Organized crime, the 2030 Agenda and you',
  summary: 'Why organized crime is a development question, and where the treaties name you.',
  objectives: [
    { id: '1a', text: 'match Sustainable Development Goal targets to organized crime problems' },
    { id: '1b', text: 'classify an organization as civil society, academia or private sector' },
  ],
  readings: [
    reading('m01-r1', 'Why organized crime is a development question'),
    reading('m01-r2', 'Who is a stakeholder?'),
  ],
  figures: [],
  assessment,
};

function liveSession(
  day: number,
  number: number,
  kind: LiveSession['kind'],
  title: string,
): LiveSession {
  return {
    kind,
    id: `live-${day}-${number}`,
    day,
    number,
    title,
    purpose: 'Each participant names one problem and the article that answers it.',
    activeWhen: ['you say something in the group', 'you write a point in the group’s paper'],
    startsAt: new Date(Date.UTC(2026, 10, 23 + day, 5 + number, 30)),
    minutes: 65,
  };
}

export const liveSessions = [
  liveSession(1, 1, 'live-session', 'Opening and networking'),
  liveSession(1, 2, 'breakout', 'Problems and provisions'),
  liveSession(2, 1, 'live-session', 'The Review Mechanism'),
];

const activities: Activity[] = [...sampleModule.readings, assessment, ...liveSessions];

function guide(id: string, title: string, more: Pick<Guide, 'audience' | 'use'>): Guide {
  return {
    id,
    title,
    ...more,
    sections: [
      { id: 'section-1', title: 'How your group works' },
      { id: 'section-2', title: 'Time plan' },
    ],
    html: GUIDE,
    terms,
  };
}

const GUIDE = `<h2 id="section-1">How your group works</h2>${FIRST_PAGE.replace('<h3>Sources</h3>', '<h2>Sources</h2>')}<h2 id="section-2">Time plan</h2>${TABLE_PAGE}`;

export const guides = [
  guide('about', 'About this training', { audience: 'participants', use: { kind: 'training' } }),
  guide('breakout-firearms', 'Breakout guide: firearms', {
    audience: 'participants',
    use: { kind: 'breakout' },
  }),
  guide('facilitator-notes-day-1', 'Facilitator notes, day 1', {
    audience: 'facilitators',
    use: { kind: 'day', day: 1 },
  }),
];

export const programme: Programme = {
  id: 'untoc-stakeholders',
  title: 'Stakeholder Engagement for the Implementation of UNTOC',
  aims: ['Understand the Convention'],
  modules: [sampleModule],
  liveSessions,
  edition: {
    id: 'asia-2026',
    title: 'Asia',
    region: 'Asia',
    liveFrom: new Date('2026-11-24'),
    liveTo: new Date('2026-11-26'),
    selfPaced: undefined,
    presenceThreshold: 0.8,
    passRule: 'submitted',
    scoreSent: 'best',
    certificateRelease: 'automatic',
    excusedAbsence: 'not-allowed',
    applicationsCloseAt: undefined,
    closesAt: new Date('2026-12-10T23:00:00Z'),
    countries: ['Nepal', 'Philippines'],
    issuer: '',
    placeOfIssue: '',
    signatory: { name: '', title: '' },
  },
  guides: new Map(guides.map((one) => [one.id, one])),
  glossary: new Map(terms.map((term) => [term.id, term])),
  activities: new Map(activities.map((activity) => [activity.id, activity])),
};
