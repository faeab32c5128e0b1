import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { Router } from 'express';
import { acceptedEncoding } from './encoding';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Style sheets, scripts and pictures under addresses that change with their content. */
export interface Assets {
  /** @throws when views/assets/ has no such file. */
  url(name: string): string;
  readonly router: Router;
}

/** Reads views/assets/ once; each file is compressed at the start and cached for a year. */
export function loadAssets(folder: string): Assets {
  const urls = new Map<string, string>();
  const router = Router();
  for (const name of readdirSync(folder)) {
    const type = TYPES[path.extname(name)];
    if (!type) throw new Error(`views/assets/${name}: files of this type are not served`);
    const content = readFileSync(path.join(folder, name));
    const hash = createHash('sha256').update(content).digest('base64url').slice(0, 10);
    const { name: stem, ext } = path.parse(name);
    const url = `/assets/${stem}.${hash}${ext}`;
    urls.set(name, url);
    const bodies = { br: brotliCompressSync(content), gzip: gzipSync(content) };
    router.get(url, (req, res) => {
      const encoding = acceptedEncoding(req);
      res.set({
        'Content-Type': type,
        'Cache-Control': 'public, max-age=31536000, immutable',
        Vary: 'Accept-Encoding',
        ...(encoding && { 'Content-Encoding': encoding }),
      });
      res.end(encoding ? bodies[encoding] : content);
    });
  }
  return {
    url(name) {
      const url = urls.get(name);
      if (!url) throw new Error(`views/assets/${name} does not exist`);
      return url;
    },
    router,
  };
}
