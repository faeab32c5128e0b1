import { createHash } from 'node:crypto';
import { approved, render } from '../sample';

/** Prints the SHA-256 of the sample certificate, as another process makes it. */
void render(approved).then((file) => {
  process.stdout.write(createHash('sha256').update(file).digest('hex'));
});
