import type { CertificateFields } from '../fields';
import { editionLine, requirementsClause } from '../wording';
import type { CredentialAddresses } from './addresses';

/** What an achievement says: nothing of a person, the same for everyone in an edition. */
export type AchievementFacts = Pick<
  CertificateFields,
  'trainingTitle' | 'editionId' | 'region' | 'liveFrom' | 'liveTo' | 'selfPaced' | 'requirements'
>;

const NO_ISSUER = 'Specimen: no organization has agreed to issue';

/** Who issues (Open Badges 3.0, B.8 Profile). @param name empty while nobody has agreed to. */
export function issuerProfile(name: string, id: string): Record<string, unknown> {
  return { id, type: ['Profile'], name: name || NO_ISSUER };
}

/** What was achieved (Open Badges 3.0, B.1 Achievement). */
export function achievement(
  facts: AchievementFacts,
  addresses: Pick<CredentialAddresses, 'achievement'>,
): Record<string, unknown> {
  const { trainingTitle, editionId, requirements } = facts;
  return {
    id: addresses.achievement(editionId),
    type: ['Achievement'],
    achievementType: 'CertificateOfCompletion',
    name: trainingTitle,
    description: `Successful completion of the online training, ${editionLine(facts)}.`,
    criteria: { narrative: `Awarded for ${requirementsClause(requirements)}.` },
    inLanguage: 'en',
  };
}
