import { runInNewContext } from 'node:vm';
import { startCanvasPlatform } from './canvas-platform';
import type { CanvasPlatform } from './canvas-platform';

const TOOL = 'https://tool.example';
const OTHER_TOOL = 'https://other.example';

let script: string;
beforeAll(async () => {
  const platform: CanvasPlatform = await startCanvasPlatform();
  script = await (await fetch(`${platform.lms.url}/lti-messages.js`)).text();
  await platform.close();
});

interface Message {
  readonly origin?: string;
  readonly data: unknown;
  /** From a window that is not the tool's frame. */
  readonly elsewhere?: boolean;
}

/** A page of the platform with the tool in its frame, as far as the script sees it. */
function openPage() {
  const answers: Record<string, unknown>[] = [];
  const contentWindow = {
    postMessage: (answer: Record<string, unknown>, origin: string) =>
      answers.push({ ...answer, sentTo: origin }),
  };
  const otherWindow = { postMessage: contentWindow.postMessage };
  const frame = {
    style: { height: 'as it was' },
    contentWindow,
    getBoundingClientRect: () => ({ top: 120, left: 16 }),
  };
  const kept = new Map<string, string>();
  let listener: (event: object) => void = () => undefined;
  runInNewContext(script, {
    document: {
      body: { dataset: { toolOrigins: `${TOOL} ${OTHER_TOOL}` } },
      querySelector: () => frame,
    },
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    },
    addEventListener: (_type: string, added: typeof listener) => (listener = added),
    ...{ innerHeight: 602, innerWidth: 885, scrollX: 0, scrollY: 40 },
  });
  return {
    frame,
    /** @returns the last answer; undefined: none came. */
    send({ origin = TOOL, data, elsewhere = false }: Message) {
      answers.length = 0;
      listener({ origin, data, source: elsewhere ? otherWindow : contentWindow });
      return answers.at(-1);
    },
  };
}

describe('lti.frameResize', () => {
  const asked = { subject: 'lti.frameResize', height: 900, message_id: 'm1' };

  it.each([
    ['an object', asked],
    ['JSON', JSON.stringify(asked)],
  ])('resizes the frame when the tool asks by %s', (_what, data) => {
    const page = openPage();
    expect(page.send({ data })).toEqual({
      subject: 'lti.frameResize.response',
      message_id: 'm1',
      sentTo: TOOL,
    });
    expect(page.frame.style.height).toBe('900px');
  });

  it.each<[string, Message]>([
    ['another origin', { data: asked, origin: 'https://evil.example' }],
    ['another window of the tool', { data: asked, elsewhere: true }],
    ['no height', { data: { subject: 'lti.frameResize', height: 'tall' } }],
    ['its own answer', { data: { ...asked, subject: 'lti.frameResize.response' } }],
    ['text that is no JSON', { data: 'lti.frameResize' }],
    ['nothing', { data: null }],
  ])('leaves the frame alone for %s', (_what, message) => {
    const page = openPage();
    expect(page.send(message)).toBeUndefined();
    expect(page.frame.style.height).toBe('as it was');
  });
});

it('tells the size of the window', () => {
  expect(openPage().send({ data: { subject: 'lti.fetchWindowSize' } })).toMatchObject({
    subject: 'lti.fetchWindowSize.response',
    height: 602,
    width: 885,
    offset: { top: 160, left: 16 },
    scrollY: 40,
  });
});

it('tells what it answers, and by which frame', () => {
  const answer = openPage().send({ data: { subject: 'lti.capabilities', message_id: 'm' } });
  expect(answer?.['supported_messages']).toEqual([
    { subject: 'lti.capabilities' },
    { subject: 'lti.put_data', frame: 'post_message_forwarding' },
    { subject: 'lti.get_data', frame: 'post_message_forwarding' },
    { subject: 'lti.frameResize' },
    { subject: 'lti.fetchWindowSize' },
  ]);
});

it('says that it does not know a subject', () => {
  expect(openPage().send({ data: { subject: 'lti.constructor' } })).toMatchObject({
    error: { code: 'unsupported_subject' },
  });
});

describe('platform storage', () => {
  const put = (key: string, value?: string) => ({
    subject: 'lti.put_data',
    message_id: 'put',
    key,
    ...(value !== undefined && { value }),
  });
  const get = (key: string) => ({ subject: 'lti.get_data', message_id: 'get', key });

  it('gives back what a tool has put, from any window of it', () => {
    const page = openPage();
    expect(page.send({ data: put('state', 'abc') })).toMatchObject({
      subject: 'lti.put_data.response',
      message_id: 'put',
      key: 'state',
      value: 'abc',
      sentTo: TOOL,
    });
    expect(page.send({ data: get('state'), elsewhere: true })).toMatchObject({ value: 'abc' });
  });

  it('shows it to no other tool, and to no stranger', () => {
    const page = openPage();
    page.send({ data: put('state', 'abc') });
    const other = page.send({ data: get('state'), origin: OTHER_TOOL });
    expect(other).toMatchObject({ value: null, sentTo: OTHER_TOOL });
    const stranger = { data: get('state'), origin: 'https://evil.example' };
    expect(page.send(stranger)).toBeUndefined();
  });

  it('forgets a value that is put without one', () => {
    const page = openPage();
    page.send({ data: put('state', 'abc') });
    expect(page.send({ data: put('state') })).toMatchObject({ key: 'state' });
    expect(page.send({ data: get('state') })).toMatchObject({ value: null });
  });

  it.each([
    ['key', { subject: 'lti.put_data', message_id: 'm', value: 'x' }],
    ['message_id', { subject: 'lti.get_data', key: 'x' }],
  ])('refuses a message without %s', (name, data) => {
    expect(openPage().send({ data })).toMatchObject({
      error: { code: 'bad_request', message: `Missing required '${name}' field` },
    });
  });

  it('takes 4096 characters of a tool, and no more', () => {
    const page = openPage();
    expect(page.send({ data: put('k', 'x'.repeat(4095)) })).toHaveProperty('value');
    const more = page.send({ data: put('l', 'y') });
    expect(more).toMatchObject({ error: { code: 'storage_exhaustion' } });
    expect(page.send({ data: put('k', 'short again') })).toHaveProperty('value');
    expect(page.send({ data: put('l', 'y') })).toHaveProperty('value');
  });
});
