/**
 * Shows moments in the person's own time. Pages give them in UTC: `<time datetime data-local>` is
 * replaced, `data-local="add"` keeps UTC and gets the own time beside it.
 */
const format = new Intl.DateTimeFormat('en-GB', {
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
    own.textContent = `Your time: ${local}`;
    time.after(own);
  } else {
    time.title = time.textContent;
    time.textContent = local;
  }
}
