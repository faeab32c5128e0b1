import { generateKeyPairSync } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import jwt from 'jsonwebtoken';
import { createPrinter, type Printer } from '../../lti-tool/certificate/printer';
import { renderCertificate } from '../../lti-tool/certificate/render';
import { prepareStationery } from '../../lti-tool/certificate/stationery';
import { approved } from '../certificate/sample';
import { materials } from '../support/printing';

/** How fast certificates come out of one thread, with both signatures. */
export interface CertificateSpeed {
  readonly script: string;
  /** Milliseconds for the first one: fonts are loaded then. */
  readonly cold: number;
  /** A second, once all is loaded. Of processor time, so that other programs do not count. */
  readonly warm: number;
  readonly kilobytes: number;
}

const NAMES: readonly { script: string; name: string; locale: string }[] = [
  { script: 'Latin', name: 'Gül Nuñez', locale: 'en' },
  { script: 'Vietnamese', name: 'Nguyễn Thị Phương Thảo', locale: 'vi' },
  { script: 'Cyrillic', name: 'Бат-Эрдэнэ Ганбаатар', locale: 'mn' },
  { script: 'Arabic', name: 'عبد الرحمن الأنصاري', locale: 'ar' },
  { script: 'Nastaliq', name: 'محمد عثمان قریشی', locale: 'ur' },
  { script: 'Devanagari', name: 'श्रीकृष्ण द्विवेदी', locale: 'hi' },
  { script: 'Bengali', name: 'শ্রী অনির্বাণ চট্টোপাধ্যায়', locale: 'bn' },
  { script: 'Tamil', name: 'கிருஷ்ணமூர்த்தி', locale: 'ta' },
  { script: 'Thai', name: 'ปิยะณัฐ กุ้ง น้ำปั้น', locale: 'th' },
  { script: 'Khmer', name: 'សុខ ស្រីមុំ', locale: 'km' },
  { script: 'Burmese', name: 'ကျော်စွာမြင့်', locale: 'my' },
  { script: 'Chinese', name: '李明华', locale: 'zh-Hans' },
  { script: 'Korean', name: '김서연', locale: 'ko' },
];

/** @param milliseconds to measure each script, after as many to warm up. */
export async function printCertificates(milliseconds: number): Promise<CertificateSpeed[]> {
  const printer = await loadPrinter();
  const prints = NAMES.map(
    ({ name, locale }) =>
      (number: number) =>
        printer.print({ ...approved, name, locale, code: codeOf(number) }, number),
  );
  const firsts: Pick<CertificateSpeed, 'cold' | 'kilobytes'>[] = [];
  for (const print of prints) {
    const before = performance.now();
    const { pdf } = await print(0);
    firsts.push({ cold: performance.now() - before, kilobytes: pdf.length / 1000 });
    await repeat(print, milliseconds);
  }
  const speeds: CertificateSpeed[] = [];
  for (const [index, { script }] of NAMES.entries()) {
    const [print, first] = [prints[index], firsts[index]];
    if (print && first) speeds.push({ script, ...first, warm: await repeat(print, milliseconds) });
  }
  return speeds;
}

async function loadPrinter(): Promise<Printer> {
  const stationery = await prepareStationery(materials, approved.issuedAt);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const base = 'https://training.example.org/credentials';
  return createPrinter({
    organizerSigns: true,
    render: (fields, credential) => renderCertificate(fields, credential, stationery),
    addresses: {
      issuer: `${base}/issuer`,
      achievement: (edition) => `${base}/achievements/${edition}`,
      statusList: (list) => `${base}/status/${list}`,
    },
    signCredential: (payload) =>
      Promise.resolve(jwt.sign(payload, privateKey, { algorithm: 'RS256', noTimestamp: true })),
  });
}

/** How often a second of this process's own time. */
async function repeat(
  work: (number: number) => Promise<unknown>,
  milliseconds: number,
): Promise<number> {
  const end = performance.now() + milliseconds;
  const start = process.cpuUsage();
  let count = 0;
  while (performance.now() < end) await work((count += 1));
  const { user, system } = process.cpuUsage(start);
  return (count * 1_000_000) / (user + system);
}

function codeOf(number: number): string {
  return String(number).padStart(16, '0');
}
