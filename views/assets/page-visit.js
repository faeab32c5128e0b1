/**
 * For browsers that keep no cookie for us: sends each link of our own, and each search form, as a
 * form that carries the token of this page. The server answers it as the page that was asked for.
 */
const ticket = document.getElementById('page-visit');

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
