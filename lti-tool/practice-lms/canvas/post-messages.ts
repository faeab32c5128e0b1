/** Name of the frame that answers storage messages: `lti_storage_target` of every login. */
export const STORAGE_FRAME = 'post_message_forwarding';

/** Page of that frame. */
export const STORAGE_PATH = '/post_message_forwarding';

/** Path of the script, as the pages name it. */
export const MESSAGES_PATH = '/lti-messages.js';

/**
 * Answers a tool's messages (LTI postMessages and Platform Storage 0.1): objects or JSON, from the
 * tools' origins only. What a tool stores is kept by its origin and shown to nobody else; as in
 * Canvas, a page takes at most 500 values and 4096 characters of one tool. Only the page with the
 * tool in its frame changes size.
 */
export const MESSAGES = `
const origins = (document.body.dataset.toolOrigins ?? '').split(' ');
const stored = new Map();

const keyOf = (origin, key) => 'lti|platform_storage|' + origin + '|' + key;
const failed = (code, message) => ({ error: { code, message } });

function put({ key, value, message_id }, origin) {
  if (!key) return failed('bad_request', "Missing required 'key' field");
  if (!message_id) return failed('bad_request', "Missing required 'message_id' field");
  const own = stored.get(origin) ?? new Map();
  if (!value) {
    own.delete(key);
    localStorage.removeItem(keyOf(origin, key));
    return { key };
  }
  const others = [...own].filter(([name]) => name !== key);
  const size = others.reduce((sum, [name, text]) => sum + name.length + text.length, 0);
  if (others.length >= 500 || size + key.length + value.length > 4096) {
    return failed('storage_exhaustion', 'Reached the limit of what a tool may store');
  }
  stored.set(origin, new Map([...others, [key, value]]));
  localStorage.setItem(keyOf(origin, key), value);
  return { key, value };
}

function get({ key, message_id }, origin) {
  if (!key) return failed('bad_request', "Missing required 'key' field");
  if (!message_id) return failed('bad_request', "Missing required 'message_id' field");
  return { key, value: localStorage.getItem(keyOf(origin, key)) };
}

const capabilities = () => ({
  supported_messages: [...handlers.keys()].map((subject) =>
    /_data$/.test(subject) ? { subject, frame: '${STORAGE_FRAME}' } : { subject },
  ),
});

const toolFrame = (event) => {
  const frame = document.querySelector('iframe[data-tool-origin]');
  return frame && event.source === frame.contentWindow ? frame : undefined;
};

function resize({ height }, _origin, event) {
  const frame = toolFrame(event);
  if (!frame || !(Number(height) > 0)) return undefined;
  frame.style.height = Number(height) + 'px';
  return {};
}

function windowSize(_message, _origin, event) {
  const frame = toolFrame(event);
  if (!frame) return undefined;
  const { top, left } = frame.getBoundingClientRect();
  return {
    height: innerHeight,
    width: innerWidth,
    offset: { top: top + scrollY, left: left + scrollX },
    footer: 0,
    scrollY,
  };
}

const handlers = new Map([
  ['lti.capabilities', capabilities],
  ['lti.put_data', put],
  ['lti.get_data', get],
  ['lti.frameResize', resize],
  ['lti.fetchWindowSize', windowSize],
]);

function read(data) {
  if (typeof data !== 'string') return data;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

addEventListener('message', (event) => {
  if (!origins.includes(event.origin)) return;
  const message = read(event.data);
  const subject = message?.subject;
  if (typeof subject !== 'string' || !subject.startsWith('lti.')) return;
  if (subject.endsWith('.response')) return;
  const handle = handlers.get(subject);
  const answer = handle
    ? handle(message, event.origin, event)
    : failed('unsupported_subject', 'This page does not answer it');
  if (!answer) return;
  event.source.postMessage(
    { subject: subject + '.response', message_id: message.message_id, ...answer },
    event.origin,
  );
});
`;
