/** Path of the script, as the activity page names it. */
export const FRAME_RESIZE_PATH = '/frame-resize.js';

/**
 * Gives the frame the height that the tool asks for by `lti.frameResize`, as an object or as JSON.
 * Only the tool is heard, and only from inside the frame.
 */
export const FRAME_RESIZE = `
addEventListener('message', (event) => {
  const frame = document.querySelector('iframe[data-tool-origin]');
  if (event.origin !== frame.dataset.toolOrigin || event.source !== frame.contentWindow) return;
  const message = read(event.data);
  const height = Number(message?.height);
  if (message?.subject !== 'lti.frameResize' || !(height > 0)) return;
  frame.style.height = height + 'px';
  event.source.postMessage(
    { subject: 'lti.frameResize.response', message_id: message.message_id },
    event.origin,
  );
});

function read(data) {
  if (typeof data !== 'string') return data;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
`;
