import { page } from './layout';
import { markup } from './markup';

/** The page of the hidden frame that keeps data of tools. */
export function storagePage(script: string, toolOrigins: readonly string[]): string {
  return page(
    { title: 'Storage of the tool', bare: true, script, toolOrigins },
    markup`<p>This page keeps what tools ask it to keep.</p>`,
  );
}
