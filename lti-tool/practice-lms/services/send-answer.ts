import type { Request, Response } from 'express';
import type { Service } from '../faults';
import type { Site } from '../site';
import type { Answer } from './service';

/** Makes and sends an answer, unless a test has ordered a fault for this service. */
export async function sendAnswer(
  site: Site,
  service: Service | undefined,
  { req, res }: { req: Request; res: Response },
  make: () => Answer | Promise<Answer>,
): Promise<void> {
  const fault = site.faults.take(service);
  if (fault && 'status' in fault) {
    res.writeHead(fault.status, { 'Content-Type': 'text/html', ...fault.headers }).end(fault.body);
    return;
  }
  if (fault && 'until' in fault) await fault.until;
  if (fault && 'drop' in fault) {
    if (fault.drop === 'after') await make();
    req.socket.destroy();
    return;
  }
  const answer = await make();
  if (answer.reason) res.statusMessage = asReason(answer.reason);
  res.statusCode = answer.status;
  res.setHeaders(new Map(Object.entries(answer.headers)));
  // As bytes: Node would write a text together with the head, and the head's bytes as UTF-8 again.
  res.end(Buffer.from(answer.body, 'utf8'));
}

/** One line of bytes, as a status line carries them. */
function asReason(text: string): string {
  const line = text.replace(/[\p{Cc}]+/gu, ' ').trimEnd();
  return Buffer.from(line, 'utf8').toString('latin1');
}
