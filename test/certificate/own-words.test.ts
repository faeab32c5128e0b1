import { checkWords } from '../../lti-tool/certificate/own-words';
import { pdfText } from './pdf-text';
import { approved, render } from './sample';

jest.setTimeout(60_000);

const ISSUER = 'المنظمة المثال';
const THAI = { name: 'สมชาย ใจดี', title: 'Šéf oddělení' };

test('the issuer and the signatory may be written in any script, and can be copied', async () => {
  const text = await pdfText(await render({ ...approved, issuer: ISSUER, signatory: THAI }));
  // A page draws right-to-left text from its end.
  const drawn = Array.from(ISSUER).reverse().join('');
  for (const words of [drawn, THAI.name, THAI.title]) expect(text).toContain(words);
});

test('words that no font has are refused at the start, naming the character', async () => {
  await expect(checkWords(approved)).resolves.toBeUndefined();
  await expect(checkWords({ ...approved, issuer: ISSUER, signatory: THAI })).resolves.toBe(
    undefined,
  );
  await expect(checkWords({ ...approved, issuer: 'Example 🎉' })).rejects.toThrow('U+1F389');
  await expect(checkWords({ ...approved, region: 'Ásia 亚洲' })).rejects.toThrow('U+4E9A');
  await expect(checkWords({ ...approved, placeOfIssue: 'Wien (Вена)' })).rejects.toThrow('U+0412');
});
