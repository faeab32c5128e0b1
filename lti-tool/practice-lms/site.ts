import { createHmac, randomBytes } from 'node:crypto';
import { AccessTokens } from './access-tokens';
import type { Activity, Course, CourseNames, Link } from './course';
import { Courses } from './courses';
import { addLineItem } from './activity-line-items';
import { Faults } from './faults';
import { EMPTY_GRADEBOOK, Gradebook } from './gradebook';
import type { LineItem } from './gradebook';
import { givenTool } from './given-tool';
import { readPrivateKey } from './keys';
import type { PlatformKey } from './keys';
import { OnceOnly } from './once-only';
import type { OpenLaunch } from './opening';
import type { Person } from './people';
import type { Place, PlatformProfile } from './platform-profile';
import type { Selection } from './content/selection';
import type { KeptState } from './state-file';
import { ToolKeys } from './tool-keys';
import { Tools } from './tools';
import type { Shared, Tool, ToolAddresses } from './tools';

export interface SiteOptions {
  readonly profile: PlatformProfile;
  readonly course: CourseNames;
  readonly people: readonly Person[];
  readonly activities: readonly Activity[];
  /** Of the tool that is there from the beginning. */
  readonly scopes: readonly string[];
  readonly shared: Shared;
  readonly now: () => Date;
  readonly kept: Pick<KeptState, 'privateKey'> & Partial<KeptState>;
  readonly keep: (state: KeptState) => void;
}

/** The platform's state and settings, shared by its pages and services. */
export class Site {
  readonly profile: PlatformProfile;
  readonly people: readonly Person[];
  readonly key: PlatformKey;
  readonly courses: Courses;
  readonly tools: Tools;
  readonly gradebook: Gradebook;
  readonly tokens = new AccessTokens();
  readonly launches = new OnceOnly<OpenLaunch>();
  readonly selections = new OnceOnly<Selection>();
  readonly faults = new Faults();
  readonly toolKeys = new ToolKeys(async (url) => (await this.callTool(url)).json());
  now: () => Date;
  readonly #options: SiteOptions;
  readonly #secret = randomBytes(32);
  #baseUrl: string | undefined;
  #addresses: ToolAddresses | undefined;

  constructor(options: SiteOptions) {
    const { kept, profile } = options;
    const changed = (): void => {
      this.#keep();
    };
    this.#options = options;
    this.profile = profile;
    this.people = options.people;
    this.now = options.now;
    this.key = readPrivateKey(kept.privateKey);
    this.courses = new Courses({ ...options, kept, changed });
    this.tools = new Tools(kept.tools ?? [], changed);
    this.gradebook = new Gradebook(kept.gradebook ?? EMPTY_GRADEBOOK, profile.gradebook, changed);
    for (const link of this.courses.links) addLineItem(this.gradebook, link);
    this.#keep();
  }

  /** Origin of the platform. @throws before it is known. */
  get baseUrl(): string {
    if (!this.#baseUrl) throw new Error('The practice LMS does not know its own address yet');
    return this.#baseUrl;
  }

  connect(addresses: { readonly baseUrl?: string; readonly tool?: ToolAddresses }): void {
    this.#baseUrl = addresses.baseUrl ?? this.#baseUrl;
    if (!addresses.tool) return;
    this.#addresses = addresses.tool;
    const { profile, scopes, shared } = this.#options;
    this.tools.putFirst(givenTool(addresses.tool, { profile, scopes, shared }));
  }

  /** A tool that registered by itself has the platform's own address as issuer. */
  issuerFor({ clientId }: Tool): string {
    return clientId === this.profile.clientId ? this.profile.issuer(this.baseUrl) : this.baseUrl;
  }

  /** A call of the platform itself to a tool, as it makes them. @throws when there is no answer. */
  callTool(url: string): Promise<Response> {
    const headers = { Accept: '*/*', 'User-Agent': this.profile.userAgent(this.baseUrl) };
    return fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(10_000) });
  }

  place(course: Course, { deploymentId }: Tool): Place {
    return { baseUrl: this.baseUrl, courseId: course.id, deploymentId };
  }

  /** Where an activity leads. @throws before connect() has named the tool. */
  targetOf(link: Link): string {
    const target = link.url ?? this.#addresses?.targetLinkUri(link.id);
    if (target === undefined) throw new Error('The practice LMS does not know the tool yet');
    return target;
  }

  /** Origins of every tool: what frames may show and forms may be sent to. */
  get toolOrigins(): readonly string[] {
    const urls = this.tools.all.flatMap((tool) => [
      tool.loginUrl,
      tool.targetLinkUri,
      ...tool.redirectUris,
    ]);
    return [...new Set(urls.map((url) => new URL(url).origin))];
  }

  person(handle: string | undefined): Person | undefined {
    return this.people.find((someone) => someone.handle === handle);
  }

  /** @param userId as a tool names people. */
  personNamed(userId: string): Person | undefined {
    return this.people.find((someone) => this.profile.userIds(someone).includes(userId));
  }

  /** What only forms of this person's pages know. */
  sessionKey({ handle }: Person): string {
    return createHmac('sha256', this.#secret).update(handle).digest('base64url').slice(0, 10);
  }

  /** Every line item of an activity: its own one and the tool's columns tied to it. */
  lineItemsOf(link: Link): readonly LineItem[] {
    return this.gradebook.state.lineItems.filter(
      ({ resourceLinkId }) => resourceLinkId === link.resourceLinkId,
    );
  }

  /** Adds activities, with their line items. */
  addActivities(activities: Parameters<Courses['add']>[0]): readonly Link[] {
    const links = this.courses.add(activities);
    for (const link of links) addLineItem(this.gradebook, link);
    return links;
  }

  /** A course with the same activities, and nothing of anybody. */
  copyCourse(course: Course): Course {
    const links = this.courses.linksIn(course);
    const copy = this.courses.addCopyOf(course);
    this.addActivities(
      links.map((link) => {
        const { resourceId = link.id } = link;
        return { ...link, resourceId, url: this.targetOf(link), courseId: copy.id };
      }),
    );
    return copy;
  }

  #keep(): void {
    const { keep, kept, profile } = this.#options;
    keep({
      privateKey: kept.privateKey,
      ...this.courses.kept,
      tools: this.tools.all.filter(({ clientId }) => clientId !== profile.clientId),
      gradebook: this.gradebook.state,
    });
  }
}
