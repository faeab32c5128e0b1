import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFStream,
} from 'pdf-lib';
import type { CertificateFields } from '../../lti-tool/certificate/fields';
import { approved, fields, render } from './sample';
import { structureOf } from './structure';

jest.setTimeout(60_000);

async function load(certificate: CertificateFields, credential?: string): Promise<PDFDocument> {
  return PDFDocument.load(await render(certificate, credential), { updateMetadata: false });
}

function metadataOf(document: PDFDocument): string {
  const stream = document.catalog.lookup(PDFName.of('Metadata'), PDFStream);
  return Buffer.from(stream.getContents()).toString('utf8');
}

test('the structure says in order what is read, with alternative texts for figures', async () => {
  const structure = structureOf(await load(approved));
  expect(structure.map(({ type }) => type).join(' ')).toMatch(
    /^Figure P H1 P P P P P P P P P P P Figure Form$/,
  );
  expect(structure.filter(({ type }) => type === 'Figure').map(({ alt }) => alt)).toEqual([
    'A ring woven of three strands',
    `QR code of the address ${approved.verifyUrl}`,
  ]);
  const texts = structure.flatMap(({ text }) => text ?? []);
  for (const said of [
    'Certificate of successful completion',
    'Gül Nuñez',
    approved.trainingTitle,
    'Jane Example, Chief of Section',
    'Date of issue: 24 November 2026',
    'Certificate number: 7K4M-Q9XT-2B8D-W3EA',
    `Verify at ${approved.verifyUrl}`,
  ]) {
    expect(texts).toContain(said);
  }
});

test('a specimen is announced before everything else', async () => {
  const [first, second] = structureOf(await load(fields));
  expect([first?.type, second?.type]).toEqual(['P', 'Figure']);
});

test('everything on the page is part of the structure or marked as decoration', async () => {
  const document = await load(approved);
  const contents = document.getPage(0).node.Contents();
  const parts = contents instanceof PDFArray ? contents.asArray() : [contents];
  const content = parts
    .map((part) => document.context.lookup(part))
    .filter((part) => part instanceof PDFRawStream)
    .map((part) => Buffer.from(decodePDFRawStream(part).decode()).toString('latin1'))
    .join('\n');
  let inside = 0;
  for (const line of content.split('\n')) {
    if (/ (BDC|BMC)$/.test(line)) inside += 1;
    if (/^(.* )?(Tj|Do|S|f)$/.test(line)) expect([line, inside]).toEqual([line, 1]);
    if (line === 'EMC') inside -= 1;
  }
  expect(inside).toBe(0);
});

test('the metadata is XML whatever the issuer is called, and names the address', async () => {
  const issuer = 'A & B <script> "Ltd" (half';
  const document = await load({ ...approved, issuer });
  const metadata = metadataOf(document);
  expect(metadata).toContain('<rdf:li>A &#38; B &#60;script&#62; &#34;Ltd&#34; (half</rdf:li>');
  expect(metadata).toContain(`<dc:identifier>${approved.verifyUrl}</dc:identifier>`);
  expect(document.getAuthor()).toBe(issuer);
});

test('the credential is attached as it is', async () => {
  const document = await load(approved, 'eyJh.eyJi.c2ln');
  const files = document.context
    .enumerateIndirectObjects()
    .map(([, object]) => object)
    .filter((object) => object instanceof PDFRawStream)
    .filter(({ dict }) => dict.get(PDFName.of('Type')) === PDFName.of('EmbeddedFile'));
  expect(files.map((one) => Buffer.from(decodePDFRawStream(one).decode()).toString())).toEqual([
    'eyJh.eyJi.c2ln',
  ]);
  const attached = document.catalog.lookup(PDFName.of('AF'), PDFArray);
  const description = document.context.lookup(attached.get(0), PDFDict);
  expect(description.get(PDFName.of('AFRelationship'))).toBe(PDFName.of('Data'));
  expect(description.lookup(PDFName.of('UF'), PDFHexString).decodeText()).toBe('credential.jwt');
});

test('other processes in other time zones make the same bytes', async () => {
  const here = createHash('sha256')
    .update(await render(approved))
    .digest('hex');
  const script = path.join(__dirname, 'children', 'print-hash.ts');
  for (const TZ of ['Asia/Kathmandu', 'America/Los_Angeles']) {
    const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', script], {
      env: { TZ },
      encoding: 'utf8',
    });
    expect(stdout).toBe(here);
  }
});
