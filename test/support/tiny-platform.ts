import { randomUUID } from 'node:crypto';
import express, { type Express } from 'express';
import { CLAIM, LEARNER, type TestPlatform } from '../lti/support/test-platform';

export interface TinyPlatformOptions {
  readonly url: string;
  readonly toolUrl: string;
  readonly signer: TestPlatform;
  readonly now: () => Date;
}

/**
 * The least that a platform does in a browser: `/course` shows an activity in a frame or as a link,
 * `/open` begins its login, `/auth` answers it once, `/storage` is the frame of its storage. Query of
 * `/course` and `/open`: `activity`, `subject`, `storage` with the name of the frame that logins name
 * (`yes`: the right one); of `/course` also `window=yes`, and `late=yes`: the frame has no name at first.
 */
export function tinyPlatform({ url, toolUrl, signer, now }: TinyPlatformOptions): Express {
  /** Launches that wait for their authentication request: by hint, good for one, as in Moodle. */
  const waiting = new Map<string, { target: string; subject: string }>();
  const app = express();
  app.set('query parser', 'simple');

  app.get('/course', (req, res) => {
    const { window: inWindow, late, ...launch } = req.query as Record<string, string>;
    const open = `/open?${new URLSearchParams(launch).toString()}`;
    res.cookie('lms', '1', { secure: true, sameSite: 'lax' }).send(
      page(`<h1>Course</h1>
<iframe${late ? '' : ' name="storage_frame"'} src="/storage" hidden></iframe>
<script>
setTimeout(() => {
  document.querySelector('iframe').contentWindow.name = 'storage_frame';
}, 700);
</script>
${
  inWindow
    ? `<a href="${attribute(open)}" target="_blank">Open</a>`
    : `<iframe name="activity" src="${attribute(open)}" width="885" height="602"></iframe>`
}
<script>
window.heights = [];
addEventListener('message', ({ data }) => {
  if (data.subject === 'lti.frameResize') heights.push(data.height);
});
</script>`),
    );
  });

  app.get('/storage', (_req, res) => {
    res.send(page(`<script>${STORAGE}</script>`));
  });

  app.get('/open', (req, res) => {
    const { activity = '', subject = '', storage } = req.query as Record<string, string>;
    const hint = randomUUID();
    const target = `${toolUrl}/a/${activity}`;
    waiting.set(hint, { target, subject });
    res.send(
      selfPosting(`${toolUrl}/lti/login`, {
        iss: url,
        client_id: 'client-1',
        login_hint: subject,
        lti_message_hint: hint,
        target_link_uri: target,
        ...(storage && { lti_storage_target: storage === 'yes' ? 'storage_frame' : storage }),
      }),
    );
  });

  app.get('/auth', (req, res) => {
    const asked = req.query as Record<string, string>;
    const launch = waiting.get(asked['lti_message_hint'] ?? '');
    waiting.delete(asked['lti_message_hint'] ?? '');
    if (!launch) {
      res.status(400).send(page('<h1>The launch was consumed already</h1>'));
      return;
    }
    const seconds = Math.floor(now().getTime() / 1000);
    const idToken = signer.signIdToken({
      iss: url,
      aud: 'client-1',
      sub: launch.subject,
      iat: seconds,
      exp: seconds + 60,
      nonce: asked['nonce'],
      [`${CLAIM}message_type`]: 'LtiResourceLinkRequest',
      [`${CLAIM}version`]: '1.3.0',
      [`${CLAIM}deployment_id`]: 'deployment-1',
      [`${CLAIM}target_link_uri`]: launch.target,
      [`${CLAIM}resource_link`]: { id: 'link-1' },
      [`${CLAIM}context`]: { id: 'context-1', title: 'Asia 2026' },
      [`${CLAIM}tool_platform`]: { guid: 'lms', name: 'Tiny LMS' },
      [`${CLAIM}launch_presentation`]: { return_url: `${url}/back?course=3`, locale: 'en' },
      [`${CLAIM}roles`]: [LEARNER],
    });
    res.send(
      selfPosting(`${toolUrl}/lti/launch`, { id_token: idToken, state: asked['state'] ?? '' }),
    );
  });

  app.get('/back', (req, res) => {
    const { lti_msg: message = '' } = req.query as Record<string, string>;
    res.send(page(`<h1>Back</h1><p>${attribute(message)}</p>`));
  });
  return app;
}

/** LTI Platform Storage 0.1, in memory, as Canvas does it: values belong to the origin that put them. */
const STORAGE = `
const values = new Map();
addEventListener('message', ({ data, source, origin }) => {
  const name = origin + ' ' + data.key;
  if (data.subject === 'lti.put_data') values.set(name, data.value);
  else if (data.subject !== 'lti.get_data') return;
  const { message_id, key } = data;
  source.postMessage(
    { subject: data.subject + '.response', message_id, key, value: values.get(name) ?? null },
    origin,
  );
});`;

function selfPosting(action: string, fields: Readonly<Record<string, string>>): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${attribute(value)}">`,
  );
  return page(`<form method="post" action="${action}">${inputs.join('')}</form>
<script>document.forms[0].submit();</script>`);
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

function page(body: string): string {
  return `<!doctype html><html lang="en"><title>Tiny LMS</title><body>${body}</body></html>`;
}
