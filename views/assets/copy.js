/** A button to copy each value; without this script one click or tap selects a whole value. */
for (const value of document.querySelectorAll('code.copy')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button quiet-button small';
  button.textContent = 'Copy';
  button.setAttribute('aria-live', 'polite');
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(value.textContent);
      button.textContent = 'Copied';
    } catch {
      // A frame may not be allowed to write: the value is selected, for the person's own copying.
      getSelection().selectAllChildren(value);
      button.textContent = 'Selected: now copy it';
    }
  });
  const block = value.closest('pre') ?? value;
  block.after(' ', button);
}
