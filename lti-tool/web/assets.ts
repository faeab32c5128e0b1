import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type NextFunction, type Request, type Response, Router } from 'express';
import { acceptedEncoding } from './encoding';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

type Handler = (req: Request, res: Response, next: NextFunction) => void;

/** Style sheets, scripts and pictures under addresses that change with their content. */
export interface Assets {
  /** @throws when views/assets/ has no such file. */
  url(name: string): string;
  readonly router: Router;
}

/** Reads views/assets/ once; each file is compressed at the start and cached for a year. */
export function loadAssets(folder: string): Assets {
  const urls = new Map<string, string>();
  const handlers = new Map<string, Handler>();
  for (const name of readdirSync(folder)) {
    const type = TYPES[path.extname(name)];
    if (!type) throw new Error(`views/assets/${name}: files of this type are not served`);
    const content = readFileSync(path.join(folder, name));
    const hash = createHash('sha256').update(content).digest('base64url').slice(0, 10);
    const { name: stem, ext } = path.parse(name);
    const file = `${stem}.${hash}${ext}`;
    urls.set(name, `/assets/${file}`);
    handlers.set(file, sender(content, type));
  }
  const router = Router();
  // One route for all, so that the requests of everything else pass one and not fifty.
  router.get('/assets/:file', (req, res, next) => {
    (handlers.get(req.params.file) ?? skip)(req, res, next);
  });
  return {
    url(name) {
      const url = urls.get(name);
      if (!url) throw new Error(`views/assets/${name} does not exist`);
      return url;
    },
    router,
  };
}

const skip: Handler = (_req, _res, next) => {
  next();
};

function sender(content: Buffer, type: string): Handler {
  const bodies = { br: brotliCompressSync(content), gzip: gzipSync(content) };
  return (req, res) => {
    const encoding = acceptedEncoding(req);
    res.set({
      'Content-Type': type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
      ...(encoding && { 'Content-Encoding': encoding }),
    });
    res.end(encoding ? bodies[encoding] : content);
  };
}
