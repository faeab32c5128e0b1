import { once } from 'node:events';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** One file of an archive; its bytes are asked for when it is its turn. */
export interface ArchiveFile {
  readonly name: string;
  readonly modified: Date;
  readonly bytes: () => Promise<Buffer>;
}

/** So many names are known ahead of the file that is being sent. */
const AHEAD = 20;

/**
 * Sends files as a ZIP archive, one after the other as fast as they are taken: one is in memory at a
 * time. They are stored as they are: a signed PDF is compressed already.
 * @throws what `bytes` throws, or when the receiver goes away; the archive is then cut off.
 */
export async function sendArchive(files: AsyncIterable<ArchiveFile>, to: Writable): Promise<void> {
  const zip = new ZipFile();
  const failure = new AbortController();
  const sent = pipeline(zip.outputStream, to, { signal: failure.signal });
  let waiting = 0;
  const add = async (): Promise<void> => {
    for await (const { name, modified, bytes } of files) {
      waiting += 1;
      zip.addReadStreamLazy(name, { mtime: modified, compress: false }, (take) => {
        bytes().then(
          (content) => {
            waiting -= 1;
            zip.emit('taken');
            take(null, Readable.from([content]));
          },
          (error: unknown) => {
            take(error, Readable.from([]));
          },
        );
      });
      while (waiting >= AHEAD) await once(zip, 'taken');
    }
    zip.end();
  };
  zip.on('error', (error: Error) => {
    failure.abort(error);
  });
  await Promise.race([Promise.all([add(), sent]), sent]);
}
