import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import { AppError } from '../errors';

/**
 * Reads one uploaded file from a form sent as multipart/form-data (RFC 7578), into memory.
 *
 * @param field the name of the file's field; other fields are not read.
 * @param largest in bytes.
 * @returns undefined when the form has no such file, or an empty one.
 * @throws AppError `body-too-large`, 413; `request-invalid`, 400, for what is no such form.
 */
export function readUpload(
  req: IncomingMessage,
  { field, largest }: { readonly field: string; readonly largest: number },
): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const stop = (error: unknown): void => {
      req.unpipe();
      // Read to the end and forgotten: a browser shows the answer only after it has sent all.
      req.resume();
      reject(error instanceof AppError ? error : invalid(error));
    };
    let parser: busboy.Busboy;
    try {
      const limits = { files: 1, fields: 0, parts: 4, fileSize: largest, headerPairs: 20 };
      parser = busboy({ headers: req.headers, limits });
    } catch (error) {
      stop(error);
      return;
    }
    let file: Buffer | undefined;
    parser.on('file', (name, stream) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('limit', () => {
        stop(tooLarge(largest));
      });
      stream.on('error', stop);
      stream.on('end', () => {
        if (name === field) file = Buffer.concat(parts);
      });
    });
    parser.on('error', stop);
    parser.on('close', () => {
      resolve(file?.length ? file : undefined);
    });
    req.on('aborted', () => {
      stop(new Error('the upload was cut off'));
    });
    req.pipe(parser);
  });
}

function tooLarge(largest: number): AppError {
  return new AppError({
    id: 'body-too-large',
    status: 413,
    userMessage: {
      title: 'This file is too large',
      whatToDo: `Choose a file of at most ${Math.floor(largest / 1_000_000)} MB.`,
    },
  });
}

function invalid(cause: unknown): AppError {
  return new AppError({
    id: 'request-invalid',
    status: 400,
    userMessage: {
      title: 'The file did not arrive',
      whatToDo: 'Go back, choose the file again and send it once more.',
    },
    cause,
  });
}
