/**
 * The dialogue that adds activities to a course: a module's box follows and leads the boxes of its
 * activities, the number of chosen ones is told, and a second click sends nothing twice. Without
 * this script the server puts modules and activities together in the same way.
 */
const form = document.querySelector('form[data-choose]');
const chosen = form.querySelector('[data-chosen]');
const groups = [...form.querySelectorAll('input[name="group"]')].map((box) => ({
  box,
  activities: [...box.closest('li').querySelectorAll('input[name="activity"]')],
}));

function show() {
  for (const { box, activities } of groups) {
    const ticked = activities.filter(({ checked }) => checked).length;
    box.checked = ticked === activities.length;
    box.indeterminate = ticked > 0 && !box.checked;
  }
  const count = form.querySelectorAll('input[name="activity"]:checked').length;
  chosen.textContent = count === 0 ? 'Nothing chosen yet' : `${count} chosen`;
}

form.addEventListener('change', ({ target }) => {
  const group = groups.find(({ box }) => box === target);
  for (const activity of group?.activities ?? []) activity.checked = target.checked;
  show();
});

let isSent = false;
document.addEventListener('submit', (event) => {
  if (isSent) event.preventDefault();
  isSent = true;
});
// A page that comes back from the browser's memory can be sent again.
addEventListener('pageshow', () => {
  isSent = false;
  show();
});
