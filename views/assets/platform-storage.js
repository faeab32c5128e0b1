/**
 * LTI Platform Storage 0.1: keeps or reads one value in a frame of the platform, then goes on. Only
 * the platform's authorisation origin is told the value, and only that frame is heard. Where it does
 * not answer, the form of the page goes on without.
 */
const form = document.querySelector('form[data-storage]');
const { storage: subject, origin, target, key, value, next } = form.dataset;

const ASK_EVERY = 250;
/** At the login another way is left; at the launch there is none, and slow phones get more time. */
const GIVE_UP_AFTER = subject === 'lti.put_data' ? 3_000 : 10_000;

/**
 * The frame that keeps values; undefined as long as there is none. Looking into another site's window
 * for what it does not have, or does not show, throws.
 */
function storageFrame() {
  try {
    const frame = target === '_parent' ? parent : parent.frames[target];
    return typeof frame?.postMessage === 'function' ? frame : undefined;
  } catch {
    return undefined;
  }
}

/** @returns the platform's answer; undefined when it did not answer, or refused. */
function exchange() {
  const id = crypto.randomUUID();
  return new Promise((resolve) => {
    const finish = (answer) => {
      clearInterval(asking);
      clearTimeout(limit);
      removeEventListener('message', hear);
      resolve(answer);
    };
    /** The frame may be on its way still: it is looked for, and asked, until it answers. */
    const ask = () => {
      const message = { subject, message_id: id, key, ...(value && { value }) };
      storageFrame()?.postMessage(message, origin);
    };
    const hear = ({ source, origin: from, data }) => {
      if (data?.message_id !== id) return;
      if (isRefusal(source, data)) finish();
      if (source !== storageFrame() || from !== origin || data.subject !== `${subject}.response`)
        return;
      finish(data.error || data.key !== key ? undefined : data);
    };
    /** Its page says which messages the platform takes (Client Side postMessages 0.1): no need to wait. */
    const isRefusal = (source, { subject: answered, supported_messages: supported }) =>
      source === parent &&
      answered === 'lti.capabilities.response' &&
      Array.isArray(supported) &&
      !supported.some((message) => message?.subject === subject);
    const asking = setInterval(ask, ASK_EVERY);
    const limit = setTimeout(finish, GIVE_UP_AFTER);
    addEventListener('message', hear);
    parent.postMessage({ subject: 'lti.capabilities', message_id: id }, '*');
    ask();
  });
}

const answer = parent === window ? undefined : await exchange();

if (subject === 'lti.put_data' && answer) {
  location.replace(next);
} else {
  if (subject === 'lti.get_data') form.elements.proof.value = answer?.value ?? '';
  form.submit();
}
