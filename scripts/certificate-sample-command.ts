import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DEFAULT_ACCENT } from '../lti-tool/certificate/look';
import { checkName } from '../lti-tool/certificate/name/check-name';
import { renderCertificate } from '../lti-tool/certificate/render';
import { makeOwnIdentity, OWN_PASSPHRASE } from '../lti-tool/certificate/signature/own-identity';
import { prepareStationery } from '../lti-tool/certificate/stationery';
import type { CertificateConfig } from '../lti-tool/config';
import type { Programme } from '../lti-tool/content/programme';
import { completionRules } from '../lti-tool/content/requirements';

const USAGE = `Usage: npm run --silent certificate:sample -- --name NAME [--locale LOCALE] --out FILE

  Writes a certificate for NAME that says SPECIMEN.
  --locale  the person's language, for example ur or zh-Hant: it chooses among fonts
`;

/** A code that checks, and that is given to nobody. */
const CODE = '0000000000000000';

export interface SampleDependencies {
  readonly programme: Programme;
  readonly certificate: CertificateConfig;
  readonly now: () => Date;
  /** Where words go. */
  readonly words: (text: string) => unknown;
}

/**
 * Renders one certificate by the same code as real ones, in their look, but signed with a key made
 * for it alone.
 *
 * @returns the exit code: 2 when the command line or the name cannot be used, and nothing is written.
 */
export async function runCertificateSample(
  args: string[],
  { programme, certificate, now, words }: SampleDependencies,
): Promise<0 | 2> {
  const asked = parse(args);
  if (!asked) {
    words(USAGE);
    return 2;
  }
  const { locale, out } = asked;
  const check = await checkName(asked.name, locale);
  if (check.kind === 'refused') {
    words(`${check.message}\n`);
    return 2;
  }
  const { edition } = programme;
  const { accent = DEFAULT_ACCENT, logoFile } = certificate;
  const materials = {
    accent,
    ...(logoFile !== undefined && { logo: readFileSync(logoFile) }),
    p12: await makeOwnIdentity(now(), randomBytes),
    passphrase: OWN_PASSPHRASE,
  };
  const fields = {
    name: check.name,
    locale,
    trainingTitle: programme.title,
    editionId: edition.id,
    region: edition.region,
    liveFrom: edition.liveFrom,
    liveTo: edition.liveTo,
    selfPaced: edition.selfPaced,
    requirements: completionRules(programme).requirements,
    code: CODE,
    verifyUrl: `https://training.example.org/verify/${CODE}`,
    issuedAt: now(),
    placeOfIssue: edition.placeOfIssue,
    issuer: edition.issuer,
    signatory: edition.signatory,
    specimen: true,
  };
  const stationery = await prepareStationery(materials, now());
  writeFileSync(out, await renderCertificate(fields, 'SPECIMEN', stationery));
  words(`Written: ${out}\n`);
  return 0;
}

interface Asked {
  readonly name: string;
  readonly locale: string | undefined;
  readonly out: string;
}

function parse(args: string[]): Asked | undefined {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args, options: { name: text, locale: text, out: text } });
    const { name, locale, out } = values;
    return name === undefined || !out ? undefined : { name, locale, out };
  } catch {
    return undefined;
  }
}
