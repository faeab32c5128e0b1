import type { PlatformAnswer } from '../services/http';

const LONGEST = 200;

const START_AGAIN =
  'A registration may be tried once and within an hour. Start it anew in your learning platform, with the same invitation link.';
const ASK =
  'Ask the administrator of the platform whether you may add tools, and start again there.';
const OTHERWISE = 'Start again in your learning platform, or connect it by hand.';

/** What helps against a refusal, by its HTTP status (RFC 7591 §3.2.2, RFC 6750 §3.1). */
export function adviceFor({ status, text }: PlatformAnswer): string {
  // A token that Moodle cannot read is answered with 404, and one used twice with 401.
  if (status === 401 || status === 404 || /token/i.test(text.slice(0, LONGEST))) return START_AGAIN;
  if (status === 403) return ASK;
  if (status === 429 || status >= 500) {
    return 'It has a fault or is busy at the moment. Wait some minutes, then start again there.';
  }
  return OTHERWISE;
}

/**
 * The platform's reason for a person: Moodle answers a few words of plain text, Canvas JSON, and
 * both at times a whole page, of which nothing is taken. Only letters, digits and simple
 * punctuation, at most 200 characters: an answer must not look like a part of our page.
 */
export function platformWords({ text }: PlatformAnswer): string | undefined {
  const words = reasonIn(text) ?? text;
  if (/[<>{}]/.test(words)) return undefined;
  const plain = words
    .replace(/[^\p{L}\p{N} .,:;'()_-]+/gu, ' ')
    .replace(/[\s_]+/g, ' ')
    .trim();
  return plain === '' ? undefined : plain.slice(0, LONGEST);
}

/** OAuth's members (RFC 7591 §3.2.2), then what Canvas has. */
function reasonIn(text: string): string | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null) return undefined;
  const { error_description, error, errors, message } = json as Record<string, unknown>;
  const told = [error_description, error, message, errors].flat().map(wordsOf);
  return told.find((words) => words !== undefined);
}

function wordsOf(told: unknown): string | undefined {
  if (typeof told === 'string') return told;
  const inner: unknown = typeof told === 'object' && told && 'message' in told && told.message;
  return typeof inner === 'string' ? inner : undefined;
}
