import type { Assessment } from '../../lti-tool/content/programme';
import { activityPath } from '../../lti-tool/web/paths';
import { rightAnswers } from '../support/answers';
import { formsIn } from '../support/html-forms';
import { type Figures, figures, measure } from './measure';
import type { ServerProcess } from './server-process';
import { expectStatus, type Form, type Visitor } from './visitor';

/** Every person answers an assessment, field after field, and each answer is saved as a page does. */
export async function saveAnswers(
  server: ServerProcess,
  people: readonly Visitor[],
  assessment: Assessment,
  mostSeconds: number,
): Promise<Figures> {
  const path = activityPath(assessment.id);
  const attempts = new Map<Visitor, Form>();
  await measure(server, people, async (person) => {
    const start = await person.get(path);
    const started = await person.post(`${path}/start`, hiddenFields(start.text()));
    const attempt = await person.get(expectStatus(started, 303).location);
    attempts.set(person, hiddenFields(expectStatus(attempt, 200).text()));
  });

  const answers = rightAnswers(assessment);
  const latencies: number[] = [];
  const answer = async ([person, hidden]: readonly [Visitor, Form]): Promise<void> => {
    const rest = hidden.filter(([name]) => name !== 'version');
    let version = hidden.find(([name]) => name === 'version')?.[1] ?? '';
    for (const index of answers.keys()) {
      const form: Form = [...rest, ['version', version], ...answers.slice(0, index + 1)];
      const saved = await person.post(`${path}/answers`, form, 'application/json');
      latencies.push(expectStatus(saved, 200).ms);
      version = String((JSON.parse(saved.text()) as { version: number }).version);
    }
  };
  const stretch = await measure(server, attempts, answer, mostSeconds);
  return figures(latencies, stretch);
}

/** What a page's form sends before anything is answered. */
function hiddenFields(html: string): Form {
  const form = formsIn(html).find(({ method }) => method === 'post');
  return form?.fields.filter(([name, value]) => !name.startsWith('q.') && value !== '') ?? [];
}
