/**
 * Lets the administrator close the page of a finished registration: the platform, in whose frame or
 * window it is, closes it and shows its tools anew (Dynamic Registration 1.0 §3.7). The message says
 * nothing, so any platform may hear it. Without this script the page is closed by hand.
 */
const platform = window.opener ?? (window.parent === window ? undefined : window.parent);
const close = document.getElementById('close');

if (platform) {
  close.hidden = false;
  close.querySelector('button').addEventListener('click', () => {
    platform.postMessage({ subject: 'org.imsglobal.lti.close' }, '*');
  });
}
