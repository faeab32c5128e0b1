import { parseArgs } from 'node:util';

import { AppError } from '../lti-tool/errors';
import type { RegistrationSelector, RegistrationService } from '../lti-tool/lti/registrations';

const USAGE = `Usage: npm run platform -- <command> [options]

  add         --issuer URL --client-id ID --auth-url URL --token-url URL --jwks-url URL
              --deployment ID [--deployment ID …] [--name TEXT] [--audience TEXT]
  list
  remove      --id ID, or --issuer URL --client-id ID
  deactivate  --id ID, or --issuer URL --client-id ID
  activate    --id ID, or --issuer URL --client-id ID
  rotate-keys --id ID, or --issuer URL --client-id ID
              signs with a new key from now on; the one before stays published for a day
  reseal      encrypts every private key with SECRET_KEY; before, SECRET_KEY_PREVIOUS may be needed
`;

const text = { type: 'string' } as const;
const OPTIONS = {
  id: text,
  issuer: text,
  'client-id': text,
  'auth-url': text,
  'token-url': text,
  'jwks-url': text,
  deployment: { type: 'string', multiple: true },
  name: text,
  audience: text,
} as const;

type Values = ReturnType<typeof parse>['values'];

/** Where a command writes: results as JSON to `result`, everything else in words to `words`. */
export interface CommandOutput {
  readonly result: (text: string) => unknown;
  readonly words: (text: string) => unknown;
}

/** The command line does not say what to do. */
class WrongUsage extends Error {}

/**
 * Adds, lists, removes, deactivates or activates platforms, and renews their keys.
 * @param args what follows the command's name.
 * @returns the exit code: 0 done, 1 refused, 2 wrong usage.
 */
export async function runPlatformCommand(
  args: readonly string[],
  registrations: RegistrationService,
  out: CommandOutput,
): Promise<0 | 1 | 2> {
  try {
    const { values, positionals } = parse(args);
    const [command, ...rest] = positionals;
    if (rest.length > 0) throw new WrongUsage(`Unexpected: ${rest.join(' ')}`);
    const outcome = await run(command, values, registrations);
    if (outcome.problems.length === 0) {
      out.result(`${JSON.stringify(outcome.result, undefined, 2)}\n`);
      return 0;
    }
    out.words(`The platform was not added:\n${outcome.problems.join('')}`);
    return 1;
  } catch (error) {
    if (error instanceof WrongUsage) {
      out.words(`${error.message}\n\n${USAGE}`);
      return 2;
    }
    if (error instanceof AppError) {
      out.words(`${error.userMessage.title}. ${error.userMessage.whatToDo}\n`);
      return 1;
    }
    throw error;
  }
}

interface Outcome {
  readonly result: unknown;
  readonly problems: readonly string[];
}

async function run(
  command: string | undefined,
  values: Values,
  registrations: RegistrationService,
): Promise<Outcome> {
  const done = (result: unknown): Outcome => ({ result, problems: [] });
  switch (command) {
    case 'add':
      return add(values, registrations);
    case 'list':
      return done(await registrations.list());
    case 'remove':
      return done(await registrations.remove(selector(values)));
    case 'deactivate':
      return done(await registrations.deactivate(selector(values)));
    case 'activate':
      return done(await registrations.activate(selector(values)));
    case 'rotate-keys':
      return done(await registrations.rotateKeys(selector(values)));
    case 'reseal':
      return done({ resealed: await registrations.reseal() });
    case undefined:
      throw new WrongUsage('Which command?');
    default:
      throw new WrongUsage(`There is no command ${command}`);
  }
}

async function add(values: Values, registrations: RegistrationService): Promise<Outcome> {
  if (values.id !== undefined) throw new WrongUsage('--id cannot be chosen');
  const { name, audience } = values;
  const addition = await registrations.add({
    issuer: needed(values, 'issuer'),
    clientId: needed(values, 'client-id'),
    authUrl: needed(values, 'auth-url'),
    tokenUrl: needed(values, 'token-url'),
    jwksUrl: needed(values, 'jwks-url'),
    deployments: values.deployment ?? [],
    ...(name !== undefined && { name }),
    ...(audience !== undefined && { audience }),
  });
  if ('registration' in addition) return { result: addition.registration, problems: [] };
  const problems = addition.problems.map(
    ({ field, message }) => `  ${optionOf(field)} ${message}\n`,
  );
  return { result: undefined, problems };
}

function needed(
  values: Values,
  option: 'issuer' | 'client-id' | 'auth-url' | 'token-url' | 'jwks-url',
): string {
  const value = values[option];
  if (value === undefined) throw new WrongUsage(`--${option} is missing`);
  return value;
}

function selector(values: Values): RegistrationSelector {
  const { id, issuer, 'client-id': clientId } = values;
  if (id !== undefined && issuer === undefined && clientId === undefined) return { id };
  if (id === undefined && issuer !== undefined && clientId !== undefined)
    return { issuer, clientId };
  throw new WrongUsage('Give --id, or --issuer and --client-id');
}

/** `authUrl` → `--auth-url`. */
function optionOf(field: string): string {
  if (field === 'deployments') return '--deployment';
  return `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error));
  }
}
