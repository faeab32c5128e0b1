import { parseArgs } from 'node:util';
import type { Erasing } from '../lti-tool/progress/erasing';

const USAGE = `Usage: npm run --silent erase -- --person ENROLMENT
       npm run --silent erase -- --context ID --registration ID --deployment ID

  --person   the id in the address of the person's page below Certificates
  --context  everybody of a course, and the course; --registration as "npm run platform -- list" says

Erases for good. Certificates can still be checked: code, hash, status and dates are kept.
`;

const text = { type: 'string' } as const;
const OPTIONS = { person: text, context: text, registration: text, deployment: text };

/** Where the command writes: the result as JSON to `result`, everything else to `words`. */
export interface EraseOutput {
  readonly result: (text: string) => unknown;
  readonly words: (text: string) => unknown;
}

/**
 * @param args what follows the command's name.
 * @returns the exit code: 0 erased, 1 nobody was found, 2 wrong usage.
 */
export async function runEraseCommand(
  args: readonly string[],
  erasing: Erasing,
  { result, words }: EraseOutput,
): Promise<0 | 1 | 2> {
  const erase = chosen(args, erasing);
  if (!erase) {
    words(USAGE);
    return 2;
  }
  const people = await erase();
  result(`${JSON.stringify({ people })}\n`);
  return people > 0 ? 0 : 1;
}

function chosen(args: readonly string[], erasing: Erasing): (() => Promise<number>) | undefined {
  const values = parsed(args);
  if (!values) return undefined;
  const { person, context, registration, deployment } = values;
  const isContext = context !== undefined || registration !== undefined || deployment !== undefined;
  if (person !== undefined) return isContext ? undefined : () => erasing.person(person);
  if (context === undefined || registration === undefined || deployment === undefined) {
    return undefined;
  }
  const key = { registrationId: registration, deploymentId: deployment, contextId: context };
  return () => erasing.context(key);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch {
    return undefined;
  }
}
