import type { Express } from 'express';
import { practiceApp } from './app';
import type { Activity, CourseNames } from './course';
import type { Fault, Service } from './faults';
import type { ReceivedScore } from './gradebook';
import { generatePrivateKey } from './keys';
import { listen } from './listening';
import type { Listening } from './listening';
import { PEOPLE } from './people';
import type { Person } from './people';
import { PLATFORMS } from './platforms';
import type { Mode } from './platforms';
import { SCOPE } from './scopes';
import { Site } from './site';
import { readStateFile, writeStateFile } from './state-file';
import type { Shared, ToolAddresses } from './tools';

export interface PracticeLmsOptions {
  readonly activities: readonly Activity[];
  /** Or connect() later. */
  readonly tool?: ToolAddresses;
  /** The make of platform; `moodle` unless given. */
  readonly mode?: Mode;
  readonly now?: () => Date;
  /** PKCS #8 PEM; made unless given or kept. */
  readonly privateKey?: string;
  /** JSON file in which gradebook, ids and key survive a restart; made with mode 0600. */
  readonly stateFile?: string;
  readonly people?: readonly Person[];
  readonly course?: CourseNames;
  /** Scopes that the tool is granted; all unless given. */
  readonly scopes?: readonly string[];
  /** What of a person the tool is told; all unless given. */
  readonly shared?: Shared;
}

/** What the tool is told about this platform. */
interface PlatformRegistration {
  readonly issuer: string;
  readonly clientId: string;
  readonly deploymentId: string;
  readonly authUrl: string;
  readonly tokenUrl: string;
  readonly jwksUrl: string;
}

/**
 * A small Moodle or Canvas for trying the tool and for tests. A client without scripts launches so: POST
 * /sign-in `persona=asha`; GET /launch/<activity id>; post its form to the tool; follow the redirect
 * to the platform's authentication; post its form to the tool; follow the redirect (test/support/practice-client.ts).
 */
export interface PracticeLms {
  readonly app: Express;
  /** @throws before the base URL is known. */
  readonly registration: PlatformRegistration;
  connect(addresses: { readonly baseUrl?: string; readonly tool?: ToolAddresses }): void;
  /** Every accepted score, in the order of receipt. */
  scores(): readonly ReceivedScore[];
  /** Orders a fault for the next calls of one service. */
  failNext(service: Service, times: number, fault: Fault): void;
  /** A fault of every call, access tokens aside, until undefined: a throttle, for example. */
  failAlways(fault: Fault | undefined): void;
  setClock(now: () => Date): void;
}

/** The addresses of this tool below its base URL. */
export function toolAt(baseUrl: string): ToolAddresses {
  return {
    loginUrl: `${baseUrl}/lti/login`,
    launchUrl: `${baseUrl}/lti/launch`,
    keysUrl: `${baseUrl}/lti/keys`,
    contentUrl: `${baseUrl}/deep-linking`,
    targetLinkUri: (activityId) => `${baseUrl}/a/${activityId}`,
  };
}

/** @throws when the state file cannot be read. */
export async function createPracticeLms(options: PracticeLmsOptions): Promise<PracticeLms> {
  const { stateFile } = options;
  const platform = PLATFORMS[options.mode ?? 'moodle'];
  const kept = stateFile === undefined ? undefined : readStateFile(stateFile, platform.profile);
  const site = new Site({
    profile: platform.profile,
    course: options.course ?? { label: 'UNTOC-ASIA', title: 'Stakeholder Engagement for UNTOC' },
    people: options.people ?? PEOPLE,
    activities: options.activities,
    scopes: options.scopes ?? Object.values(SCOPE),
    shared: options.shared ?? 'all',
    now: options.now ?? (() => new Date()),
    kept: kept ?? { privateKey: options.privateKey ?? (await generatePrivateKey()) },
    keep: (state) => {
      if (stateFile !== undefined) writeStateFile(stateFile, state);
    },
  });
  site.connect(options.tool ? { tool: options.tool } : {});
  return {
    app: practiceApp(site, platform),
    get registration() {
      return registrationOf(site);
    },
    connect: (addresses) => {
      site.connect(addresses);
    },
    scores: () => site.gradebook.state.received,
    failNext: (service, times, fault) => {
      site.faults.order(service, times, fault);
    },
    failAlways: (fault) => {
      site.faults.stand(fault);
    },
    setClock: (now) => {
      site.now = now;
    },
  };
}

function registrationOf({ profile, baseUrl }: Site): PlatformRegistration {
  return {
    issuer: profile.issuer(baseUrl),
    clientId: profile.clientId,
    deploymentId: profile.deploymentId,
    authUrl: `${baseUrl}${profile.paths.auth}`,
    tokenUrl: `${baseUrl}${profile.paths.token}`,
    jwksUrl: `${baseUrl}${profile.paths.keys}`,
  };
}

/** A practice LMS that listens. */
export interface RunningPracticeLms extends PracticeLms {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts it on a port of its own.
 * @throws when it cannot listen there.
 */
export async function startPracticeLms(
  options: PracticeLmsOptions & Listening,
): Promise<RunningPracticeLms> {
  const lms = await createPracticeLms(options);
  const { origin, close } = await listen(lms.app, options);
  lms.connect({ baseUrl: origin });
  return Object.assign(lms, { url: origin, close });
}
