import { layOutName } from './lay-out-name';
import { NameError } from './name-error';
import { NAME_ROOM } from './name-room';
import { normaliseName } from './normalise-name';

/** Code points; enough for every name in full. */
const LONGEST_NAME = 100;

export type NameCheck =
  | { readonly kind: 'accepted'; readonly name: string }
  /** `message` says what is wrong and what to do, in plain words. */
  | { readonly kind: 'refused'; readonly message: string };

/**
 * Whether a name, as a person typed it, can stand on the certificate, and how: it is set as the
 * certificate will set it.
 *
 * @param locale BCP 47, the same as for the certificate.
 */
export async function checkName(text: string, locale?: string): Promise<NameCheck> {
  const name = normaliseName(text);
  if (!/\p{L}/u.test(name)) {
    return refused('Write your name as it should stand on the certificate.');
  }
  const length = Array.from(name).length;
  if (length > LONGEST_NAME) {
    return refused(
      `The certificate has room for ${LONGEST_NAME} characters and this name has ${length}. Please shorten it.`,
    );
  }
  try {
    await layOutName(name, { ...NAME_ROOM, locale });
    return { kind: 'accepted', name };
  } catch (error) {
    if (!(error instanceof NameError)) throw error;
    return refused(messageFor(error));
  }
}

function messageFor(error: NameError): string {
  if (error.problem === 'too-long') {
    return 'This name is too wide for the certificate. Please shorten it.';
  }
  return `The certificate cannot show this name: ${error.message}. Please write it without this character, or ask your facilitator.`;
}

function refused(message: string): NameCheck {
  return { kind: 'refused', message };
}
