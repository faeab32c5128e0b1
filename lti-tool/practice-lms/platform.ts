import type { Router } from 'express';
import type { Link } from './course';
import type { DocumentTarget } from './open-launches';
import type { Person } from './people';
import type { PlatformProfile } from './platform-profile';
import type { Answer, ServiceRequest } from './services/service';
import type { Service } from './faults';
import type { Site } from './site';

/** What was posted to the token endpoint; `contentType` without parameters. */
export interface TokenRequest {
  readonly method: string;
  readonly contentType: string;
  readonly form: URLSearchParams;
}

/** How one make of platform behaves, as far as a tool or a person can see. */
export interface Platform {
  /** As people call it. */
  readonly name: string;
  readonly profile: PlatformProfile;
  /** Begins a launch. @returns the fields of the login initiation (Security Framework §5.1.1.1). */
  beginLaunch(
    site: Site,
    person: Person,
    opening: { readonly link: Link; readonly target: DocumentTarget },
  ): Readonly<Record<string, string>>;
  /** The authentication endpoint (Security Framework §5.1.1.2). */
  authenticationRoutes(site: Site): Router;
  /** The token endpoint (Security Framework §4.1). */
  answerToken(site: Site, request: TokenRequest): Promise<Answer>;
  /** AGS and NRPS, below the profile's path of services. */
  readonly services: {
    /** Which service a path belongs to, for the faults that tests order. */
    nameAt(path: string): Service | undefined;
    answer(site: Site, request: ServiceRequest): Answer;
  };
  /** The page of an activity, with the tool in a frame. */
  activityPage(site: Site, person: Person, link: Link): string;
  /** Added to the style sheet of every page. */
  readonly style: string;
  /** Path → script, for its own pages. */
  readonly scripts: Readonly<Record<string, string>>;
}
