/**
 * Shows moments in the person's own time. Pages give them in UTC: `<time datetime data-local>` is
 * replaced, `data-local="add"` keeps UTC and gets the own time beside it. Dates are written as the
 * platform said that the person writes them, or as in the rest of the page.
 */
const locale = knownLocale();
const format = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
});

for (const time of document.querySelectorAll('time[data-local]')) {
  const date = new Date(time.dateTime);
  if (date.getTimezoneOffset() === 0) continue;
  const local = format.format(date).replace(' at ', ', ');
  if (time.dataset.local === 'add') {
    const own = document.createElement('span');
    own.className = 'own-time';
    own.append('Your time: ', inLocale(document.createElement('bdi'), local));
    time.after(own);
  } else {
    time.title = time.textContent;
    inLocale(time, local);
  }
}

function inLocale(element, text) {
  element.lang = locale;
  element.textContent = text;
  return element;
}

/** Plain `en` may be any English: the pages are written in the British one. */
function knownLocale() {
  const told = document.documentElement.dataset.locale?.replaceAll('_', '-') ?? 'en';
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(told === 'en' ? 'en-GB' : told)[0] ?? 'en-GB';
  } catch {
    return 'en-GB';
  }
}
