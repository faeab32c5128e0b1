/** A refused form comes back with what is wrong above it: that is where reading and Tab start. */
const errors = document.querySelector('.errors');
// A long list in a low frame would be centred, its heading out of sight.
errors?.focus({ preventScroll: true });
errors?.scrollIntoView();
