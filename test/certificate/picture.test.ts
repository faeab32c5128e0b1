import { PDFContentStream, PDFDocument, PDFRawStream } from 'pdf-lib';
import { prepareLook } from '../../lti-tool/certificate/look';
import { drawPicture, readPicture } from '../../lti-tool/certificate/picture';
import { structureOf } from './structure';
import { approved } from './sample';
import { renderCertificate } from '../../lti-tool/certificate/render';
import { stationery } from '../support/printing';

jest.setTimeout(60_000);

const SVG = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><circle cx="50" cy="50" r="45" fill="#0a5466"/></svg>',
);
/** One red pixel, half transparent. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP4z8DQAAAFgQGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('SVG and PNG become pictures of their own shape, with transparency', async () => {
  const svg = await readPicture(SVG);
  expect(svg.ratio).toBe(3);
  expect(svg.mask).toBeInstanceOf(PDFRawStream);
  expect((await readPicture(PNG)).ratio).toBe(1);
});

test.each([
  ['another kind of file', Buffer.from('GIF89a'), 'neither PNG nor SVG'],
  ['a damaged PNG', PNG.subarray(0, 30), 'a damaged PNG'],
  ['a damaged SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><g>'), 'a damaged SVG'],
  ['an SVG with text', Buffer.from('<svg><text>Hi</text></svg>'), 'turn the text into paths'],
  ['a very large file', Buffer.alloc(2_000_001), 'larger than 2 MB'],
])('%s is refused in plain words', async (_case, file, words) => {
  await expect(readPicture(file)).rejects.toThrow(words);
  await expect(prepareLook({ accent: '#0a5466', logo: file })).rejects.toThrow('the logo cannot');
});

test('a picture keeps its shape, is centred and stands on the bottom of its place', async () => {
  const document = await PDFDocument.create();
  const page = document.addPage([100, 100]);
  const picture = await readPicture(SVG);
  drawPicture(page, 'Logo', picture, { centre: 50, bottom: 10, width: 60, height: 60 });
  const contents = document.context.lookup(page.node.normalizedEntries().Contents?.get(0));
  if (!(contents instanceof PDFContentStream)) throw new Error('nothing was drawn');
  const drawn = Buffer.from(contents.getUnencodedContents()).toString();
  expect(drawn).toContain('1 0 0 1 20 10 cm');
  expect(drawn).toContain('60 0 0 20 0 0 cm');
});

test('logo and signature stand on the certificate with their alternative texts', async () => {
  const look = await prepareLook({ accent: '#5b2a6e', logo: SVG, signature: PNG });
  const { identity } = await stationery();
  const alternatives = async (specimen: boolean): Promise<(string | undefined)[]> => {
    const file = await renderCertificate({ ...approved, specimen }, 'a.b.c', { look, identity });
    const structure = structureOf(await PDFDocument.load(file, { updateMetadata: false }));
    return structure.flatMap(({ type, alt }) => (type === 'Figure' ? [alt] : []));
  };
  const qrCode = `QR code of the address ${approved.verifyUrl}`;
  expect(await alternatives(false)).toEqual([
    'Logo of Example Organization',
    'Signature of Jane Example',
    qrCode,
  ]);
  // Nobody has signed a specimen.
  expect(await alternatives(true)).toEqual(['Logo of Example Organization', qrCode]);
});
