import { unescapeHtml } from '../support/html-forms';
import type { Page } from '../support/browser';
import { openTools } from '../support/practice-client';

/**
 * Enters a registration link as an administrator, and goes no further.
 * @returns where the frame would go, with the token that is good for one registration.
 */
export async function beginRegistration(
  lmsUrl: string,
  link: string,
): Promise<{ readonly address: URL; readonly token: string; readonly page: Page }> {
  const tools = await openTools(lmsUrl);
  const page = await tools.submit({ registration_url: link }, '/tools');
  const [, source = ''] = /<iframe class="registration" src="([^"]+)"/.exec(page.html) ?? [];
  const address = new URL(unescapeHtml(source));
  return { address, page, token: address.searchParams.get('registration_token') ?? '' };
}
