import { AGS_SCOPE, NRPS_SCOPE } from '../../lti-tool/lti/port';
import { launch } from '../support/practice-client';
import { type RunningTool, startTool } from '../support/running-tool';

jest.setTimeout(60_000);

let running: RunningTool;
afterEach(() => running.close());

async function administrator() {
  return launch({ lmsUrl: running.lms.url, persona: 'admin', activity: 'm01-r1' });
}

/** Title of each row of the check → the state's word. */
function rows(html: string): Record<string, string> {
  const found = html.split('<li>').map((row) => /<b>([^<]+)<\/b>[^]*?<\/svg> ([^<]+)</.exec(row));
  return Object.fromEntries(found.map((match) => [match?.[1] ?? '', match?.[2] ?? '']));
}

describe.each(['moodle', 'canvas'] as const)('the administrator of a %s', (mode) => {
  test('finds that everything works, and leaves the gradebook as it was', async () => {
    running = await startTool({ mode });
    const visit = await administrator();
    await visit.get('/admin');
    expect(visit.page.html).toContain(running.lms.registration.clientId);
    await visit.get('/admin/connection');
    const { html } = await visit.submit({}, '/admin/connection');
    expect(html).toContain('Everything works.');
    expect(rows(html)).toMatchObject({
      'Test column in this course': 'Works',
      'List of people in this course': 'Works',
    });
    const key = await visit.get('/lti/canvas.json');
    expect(JSON.parse(key.html)).toMatchObject({ public_jwk_url: `${running.url}/lti/keys` });
    const gradebook = await visit.get(`${running.lms.url}/gradebook`);
    expect(gradebook.html).not.toContain('Connection check');
  });

  test('finds what the platform does not grant, and where to switch it on', async () => {
    running = await startTool({ mode, scopes: [AGS_SCOPE.lineItemReadOnly, AGS_SCOPE.score] });
    const visit = await administrator();
    await visit.get('/admin/connection');
    const { html } = await visit.submit({}, '/admin/connection');
    expect(rows(html)).toMatchObject({
      'Permission to make columns': 'Missing',
      'Permission to send scores': 'Works',
      'Permission to read the list of people': 'Missing',
      'Test column in this course': 'Missing',
      'List of people in this course': 'Missing',
    });
    expect(html).toContain('IMS LTI Names and Role Provisioning');
    expect(html).toContain('Developer Keys');
    expect(html).not.toContain(NRPS_SCOPE);
  });
});

test('a platform that is switched off by its administrator lets nobody in', async () => {
  let ahead = 0;
  running = await startTool({ now: () => new Date(Date.now() + ahead) });
  const visit = await administrator();
  await visit.get('/admin');
  const { html } = await visit.submit({ confirmed: 'yes' }, '/admin/switch-off');
  expect(html).toContain('The platform is switched off');
  const [registration] = await running.tool.registrations.list();
  expect(registration?.active).toBe(false);
  ahead = 5000;
  await expect(administrator()).rejects.toThrow('switched off');
});
