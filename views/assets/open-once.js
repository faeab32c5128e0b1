/** A platform answers a login once: a second click would only show its error in a second tab. */
const form = document.querySelector('form[data-open-once]');

form.addEventListener('submit', (event) => {
  if (form.hidden) {
    event.preventDefault();
    return;
  }
  form.hidden = true;
  document.querySelector('[data-opened]').hidden = false;
});
