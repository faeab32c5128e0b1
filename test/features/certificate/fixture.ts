import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newCode } from '../../../lti-tool/certificate/code';
import { completionRules } from '../../../lti-tool/content/requirements';
import { decideCompletion } from '../../../lti-tool/domain/completion';
import type { Enrolment } from '../../../lti-tool/domain/enrolment';
import type { LaunchSession } from '../../../lti-tool/domain/launch-session';
import type { LedgerEntry } from '../../../lti-tool/domain/ledger';
import type { Requirement } from '../../../lti-tool/domain/requirement';
import type { Role } from '../../../lti-tool/domain/role';
import { createCertificateService } from '../../../lti-tool/features/certificate/service';
import type { Store } from '../../../lti-tool/store/collection';
import { openEmbeddedStore } from '../../../lti-tool/store/embedded/store';
import { createRepositories, type Repositories } from '../../../lti-tool/store/repositories';
import type { Visit } from '../../../lti-tool/web/visit';
import { programme } from '../../support/sample-programme';

export const NOW = new Date('2026-11-27T09:00:00Z');
export const DONE = new Date('2026-11-26T12:00:00Z');
export const BASE_URL = 'https://training.example.org';
export const rules = completionRules(programme);

/** One embedded store in a folder of its own, and services on it as separate processes have them. */
export interface Fixture {
  readonly repositories: Repositories;
  readonly service: ReturnType<typeof createCertificateService>;
  /** Opens the same file once more: another process, as far as the store can tell. */
  another(): Promise<Omit<Fixture, 'another' | 'close'>>;
  close(): Promise<void>;
}

export async function openFixture(): Promise<Fixture> {
  const folder = mkdtempSync(path.join(tmpdir(), 'certificate-'));
  const stores: Store[] = [];
  async function another(): Promise<Omit<Fixture, 'another' | 'close'>> {
    const store = await openEmbeddedStore({ file: path.join(folder, 'store.db'), now: () => NOW });
    stores.push(store);
    const repositories = createRepositories(store);
    const service = createCertificateService({
      certificates: repositories.certificates,
      enrolments: repositories.enrolments,
      completionOf: (enrolment) => decideCompletion(rules, enrolment.ledger, NOW),
      programme,
      baseUrl: BASE_URL,
      now: () => NOW,
      newCode: () => newCode(randomBytes),
    });
    return { repositories, service };
  }
  return {
    ...(await another()),
    another,
    async close() {
      for (const store of stores) await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Everything that meets one requirement. */
export function evidence({ kind, activityId }: Requirement): LedgerEntry[] {
  const base = { activityId, at: DONE };
  switch (kind) {
    case 'reading':
      return [
        ...[1, 2, 3].map((page) => ({
          ...base,
          kind: 'page-opened' as const,
          key: `${activityId}:${page}`,
          page,
        })),
        { ...base, kind: 'reading-confirmed', key: `${activityId}:read`, pages: 3 },
      ];
    case 'assessment':
      return [
        {
          ...base,
          kind: 'assessment-submitted',
          key: `${activityId}:1`,
          attemptId: 'attempt-1',
          scoreGiven: 0,
          scoreMaximum: 6,
        },
      ];
    case 'attendance':
      return [
        { ...base, kind: 'attendance-recorded', key: `${activityId}:a`, present: true, by: 'f' },
      ];
    case 'participation':
      return [
        { ...base, kind: 'participation-recorded', key: `${activityId}:p`, active: true, by: 'f' },
      ];
  }
}

export const COMPLETE: readonly LedgerEntry[] = rules.requirements.flatMap(evidence);

let people = 0;

/** A person who has just launched, with this ledger. */
export async function visitOfNew(
  repositories: Repositories,
  options: { ledger?: readonly LedgerEntry[]; role?: Role; name?: string } = {},
): Promise<Visit> {
  const { ledger = COMPLETE, role = 'participant', name } = options;
  people += 1;
  const { id } = await repositories.enrolments.enrol({
    registrationId: 'registration',
    deploymentId: 'deployment',
    contextId: 'context',
    subject: `person-${people}`,
    role,
    ...(name !== undefined && { name }),
    launchedAt: NOW,
  });
  const enrolment = await repositories.enrolments.change(id, (current) => ({ ...current, ledger }));
  return { enrolment, session: sessionOf(enrolment, role) };
}

export function sessionOf(enrolment: Enrolment, role: Role): LaunchSession {
  const { registrationId, deploymentId, contextId } = enrolment;
  return {
    id: `session-${enrolment.id}`,
    version: 1,
    enrolmentId: enrolment.id,
    registrationId,
    deploymentId,
    contextId,
    role,
    formSecret: 'secret',
    expiresAt: new Date('2026-11-27T19:00:00Z'),
  };
}
