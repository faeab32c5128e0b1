import type { Router } from 'express';
import type { Course, Link } from './course';
import type { Opening } from './opening';
import type { Person } from './people';
import type { PlatformProfile } from './platform-profile';
import type { Answer, ServiceRequest } from './services/service';
import type { Service } from './faults';
import type { Site } from './site';
import type { Tool } from './tools';

/** What was posted to the token endpoint; `contentType` without parameters. */
export interface TokenRequest {
  readonly method: string;
  readonly contentType: string;
  readonly form: URLSearchParams;
}

/** Where a facilitator chooses content of a tool. */
export interface ContentPlace {
  readonly placement: string;
  readonly label: string;
}

/** How one make of platform behaves, as far as a tool or a person can see. */
export interface Platform {
  /** As people call it. */
  readonly name: string;
  readonly profile: PlatformProfile;
  /** Begins a launch. @returns the fields of the login initiation (Security Framework §5.1.1.1). */
  beginLaunch(site: Site, person: Person, opening: Opening): Readonly<Record<string, string>>;
  /** The authentication endpoint (Security Framework §5.1.1.2). */
  authenticationRoutes(site: Site): Router;
  /** The token endpoint (Security Framework §4.1). */
  answerToken(site: Site, request: TokenRequest): Promise<Answer>;
  /** Configuration and registration endpoint (Dynamic Registration 1.0 §3). */
  registrationRoutes(site: Site): Router;
  /** The token that a tool registers with. */
  registrationToken(site: Site): string;
  /** Where tools send the content that was chosen (Deep Linking 2.0 §4.5). */
  contentReturnRoutes(site: Site): Router;
  /** What the platform does when an activity has been added, besides. */
  added(site: Site, links: readonly Link[]): Promise<void>;
  readonly contentPlaces: readonly ContentPlace[];
  /** Frame in which content is chosen, in CSS pixels. */
  readonly contentFrame: { readonly width: number; readonly height: number };
  /** What an administrator decides when a tool has registered. */
  readonly approval: 'activate' | 'confirm';
  /** AGS and NRPS, below the profile's path of services. */
  readonly services: {
    /** Which service a path belongs to, for the faults that tests order. */
    nameAt(path: string): Service | undefined;
    answer(site: Site, request: ServiceRequest): Answer;
  };
  /** The page of an activity, with the tool in a frame. */
  activityPage(site: Site, person: Person, link: Link): string;
  /** Opens the tool itself from the course's menu, where the platform has such a place. */
  navigation(course: Course, tool: Tool): Link | undefined;
  /** Whether it counts how often someone submits, and lets a facilitator limit that. */
  readonly countsAttempts: boolean;
  /** Added to the pages with a frame of the tool: what its messages are answered by. */
  readonly framePage: { readonly script?: string; readonly storageFrame?: string };
  /** Added to the style sheet of every page. */
  readonly style: string;
  /** Path → script, for its own pages. */
  readonly scripts: Readonly<Record<string, string>>;
}
