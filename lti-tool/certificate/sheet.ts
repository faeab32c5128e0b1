import type { PDFPage } from 'pdf-lib';
import type { CertificateFields } from './fields';
import type { Fonts } from './fonts';
import type { Look } from './look';
import type { NameLayout } from './name/name-layout';
import type { Tags } from './tags';

/** What every part of one certificate is drawn with. */
export interface Sheet {
  readonly page: PDFPage;
  readonly fields: CertificateFields;
  readonly fonts: Fonts;
  readonly look: Look;
  readonly tags: Tags;
  /** The organizer's words that the fonts lack, laid out. */
  readonly otherScripts: ReadonlyMap<string, NameLayout>;
}
