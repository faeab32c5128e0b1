/**
 * For browsers that keep no cookie for us: sends each link of our own, and each search form, as a
 * form that carries the token of this page. The server answers it as the page that was asked for.
 */
const ticket = document.getElementById('page-visit');

/** The token of a page lives for two hours; that of a page that is open goes on living. */
const RENEW_EVERY = 45 * 60_000;

async function renew() {
  try {
    const answer = await fetch(ticket.dataset.renewal, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams({ formToken: ticket.elements.formToken.value }),
    });
    const fresh = answer.headers.get('Form-Token');
    if (!answer.ok || !fresh) return;
    for (const field of document.querySelectorAll('input[name="formToken"]')) field.value = fresh;
  } catch {
    // No connection: the next time may do.
  }
}

setInterval(renew, RENEW_EVERY);

/** Back and forward show a page as it was kept here: it is asked for anew, as other pages are. */
const [arrival] = performance.getEntriesByType('navigation');
if (arrival?.type === 'back_forward' && 'view' in ticket.dataset) send(location.href, '');

function send(address, tab) {
  ticket.action = address;
  ticket.target = tab;
  ticket.submit();
}

function onClick(event) {
  const link = event.target.closest?.('a[href]');
  if (!link || event.defaultPrevented || event.button > 1 || link.origin !== location.origin)
    return;
  const isHere = link.pathname === location.pathname && link.search === location.search;
  if (isHere && link.hash !== '') return;
  event.preventDefault();
  const isNewTab = event.button === 1 || event.ctrlKey || event.metaKey || event.shiftKey;
  send(link.href, isNewTab ? '_blank' : link.target);
}

document.addEventListener('click', onClick);
document.addEventListener('auxclick', onClick);

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute('method') === 'post') return;
  event.preventDefault();
  const address = new URL(form.getAttribute('action') ?? '', location.href);
  address.search = new URLSearchParams(new FormData(form, event.submitter)).toString();
  send(address.href, form.target);
});
