import { accentOf, type Accent } from './colours';
import { borderIn, type Drawing, ringIn } from './frame';
import { type Picture, readPicture } from './picture';

/** What an organizer may choose of the look, made ready once for all certificates. */
export interface Look {
  readonly accent: Accent;
  readonly border: Drawing;
  readonly ring: Drawing;
  readonly logo: Picture | undefined;
  readonly signature: Picture | undefined;
}

/** The colour unless another is chosen: a dark teal, 7.9:1 on white. */
export const DEFAULT_ACCENT = '#0a5466';

/** @throws Error naming the picture and saying in plain words why it cannot be used. */
export async function prepareLook(choices: {
  readonly accent: string;
  readonly logo?: Uint8Array;
  readonly signature?: Uint8Array;
}): Promise<Look> {
  const accent = accentOf(choices.accent);
  return {
    accent,
    border: borderIn(accent),
    ring: ringIn(accent),
    logo: await pictureIn('logo', choices.logo),
    signature: await pictureIn('signature', choices.signature),
  };
}

async function pictureIn(name: string, file: Uint8Array | undefined): Promise<Picture | undefined> {
  try {
    return file && (await readPicture(Buffer.from(file)));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`the ${name} cannot be used: ${why}`, { cause: error });
  }
}
