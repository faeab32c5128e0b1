/**
 * One spelling for one name: NFC, single spaces, nothing invisible that reorders or hides text
 * (bidirectional controls, zero width space, soft hyphen). ZWJ and ZWNJ stay: several scripts
 * need them.
 */
export function normaliseName(text: string): string {
  return text
    .replace(/[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
}
