/**
 * Saves each answer of a self-assessment as it is given. Answers that the server does not have yet
 * are kept on this device and sent when the connection is back. Another tab's newer answers are
 * never overwritten. Without this script the form's own buttons do the same work.
 */
const form = document.querySelector('form[data-save-url]');
const version = form.elements.namedItem('version');
const statusLine = document.getElementById('save-status');
const key = `answers:${form.elements.namedItem('attempt').value}`;

const SAVE_AFTER = 500;
const GIVE_UP_AFTER = 20_000;
const RETRY_AFTER = [5_000, 15_000, 30_000, 60_000];

let timer;
let failures = 0;
/** The save that is under way. */
let saving;
/** Answers changed since the last save began. */
let changed = false;
/** The server refused for good: another tab was first, or the visit ended. */
let stopped = false;

/**
 * Where third-party cookies are blocked, a frame has no storage, but it may still have cookies of its
 * own partition. This one goes to the self-assessment's own addresses only.
 */
const cookie = {
  name: encodeURIComponent(key),
  attributes: `; Path=${new URL(form.dataset.saveUrl, location.href).pathname.replace(/\/[^/]*$/, '')}; Secure; SameSite=None; Partitioned`,
  get() {
    const start = `${this.name}=`;
    const found = document.cookie.split('; ').find((part) => part.startsWith(start));
    return found === undefined ? null : decodeURIComponent(found.slice(start.length));
  },
  set(text) {
    const week = '; Max-Age=604800';
    document.cookie = `${this.name}=${encodeURIComponent(text)}${this.attributes}${week}`;
    return this.get() === text;
  },
  remove() {
    document.cookie = `${this.name}=${this.attributes}; Max-Age=0`;
  },
};

/** Everything may be forbidden inside a frame: the page then works without. */
const kept = {
  read() {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return JSON.parse(cookie.get());
    }
  },
  write() {
    const text = JSON.stringify({ version: version.value, answers: answers() });
    try {
      localStorage.setItem(key, text);
      return true;
    } catch {
      return cookie.set(text);
    }
  },
  clear() {
    try {
      localStorage.removeItem(key);
    } catch {
      cookie.remove();
    }
  },
};

function answers() {
  return [...new FormData(form)].filter(([name, value]) => name.startsWith('q.') && value !== '');
}

function fillIn(entries) {
  for (const field of form.elements) {
    if (!field.name.startsWith('q.')) continue;
    if (field.tagName === 'SELECT') {
      field.value = entries.find(([name]) => name === field.name)?.[1] ?? '';
    } else {
      field.checked = entries.some(([name, value]) => name === field.name && value === field.value);
    }
  }
}

function say(text) {
  statusLine.textContent = text;
}

function notSaved(why) {
  const safe = kept.write() ? 'They are kept on this device.' : 'Please keep this page open.';
  say(`Not saved: ${why}. ${safe}`);
}

/** Sends the answers; tells whether the server has all of them now. */
async function save() {
  clearTimeout(timer);
  while (saving) await saving;
  if (stopped) return false;
  if (!changed) return true;
  saving = send();
  const saved = await saving;
  saving = undefined;
  return saved && changed ? save() : saved;
}

async function send() {
  changed = false;
  say('Saving…');
  const abort = new AbortController();
  const limit = setTimeout(() => abort.abort(), GIVE_UP_AFTER);
  try {
    const response = await fetch(form.dataset.saveUrl, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams(new FormData(form)),
      signal: abort.signal,
    });
    const reply = await response.json();
    if (response.ok) return accept(reply);
    if (response.status < 500 && response.status !== 429) return stop(response.status, reply);
  } catch {
    // No connection, or an answer that is not from the tool: try again below.
  } finally {
    clearTimeout(limit);
  }
  return tryLater();
}

function accept(reply) {
  failures = 0;
  version.value = reply.version;
  document.getElementById('answered').textContent = reply.answered;
  if (!changed) {
    kept.clear();
    say('All answers saved.');
  }
  return true;
}

function stop(status, reply) {
  stopped = true;
  changed = true;
  kept.write();
  say(status === 409 ? `${reply.message} ` : `Not saved. ${reply.message}`);
  if (status === 409) {
    const link = document.createElement('a');
    link.href = location.href;
    link.textContent = 'Load this page again';
    statusLine.append(link);
  }
  return false;
}

function tryLater() {
  changed = true;
  notSaved(navigator.onLine ? 'the connection is weak' : 'there is no connection');
  timer = setTimeout(save, RETRY_AFTER[Math.min(failures, RETRY_AFTER.length - 1)]);
  failures += 1;
  return false;
}

form.addEventListener('change', () => {
  changed = true;
  kept.write();
  clearTimeout(timer);
  if (!stopped) timer = setTimeout(save, SAVE_AFTER);
});

/** Submitting waits until everything is saved; saving stays on the page. */
form.addEventListener('submit', async (event) => {
  const submitter = event.submitter;
  if (stopped || (!changed && !saving && submitter?.hasAttribute('formaction'))) return;
  event.preventDefault();
  const saved = await save();
  if (!saved) return;
  if (submitter?.hasAttribute('formaction')) form.requestSubmit(submitter);
  else say('All answers saved.');
});

window.addEventListener('online', () => void save());

/** Answers that never reached the server come back; if the server has newer ones, the person decides. */
function restore() {
  const unsaved = kept.read();
  if (!unsaved || JSON.stringify(unsaved.answers) === JSON.stringify(answers())) {
    kept.clear();
    return;
  }
  const take = () => {
    fillIn(unsaved.answers);
    changed = true;
    void save();
  };
  if (unsaved.version === version.value) {
    take();
    return;
  }
  const question = document.getElementById('kept-answers');
  question.hidden = false;
  question.addEventListener('click', ({ target }) => {
    const choice = target.dataset.keep;
    if (!choice) return;
    question.hidden = true;
    if (choice === 'device') take();
    else kept.clear();
  });
}

restore();
