import { AccessTokens } from './access-tokens';
import type { Activity, Course, Link, Tool } from './course';
import { Faults } from './faults';
import { EMPTY_GRADEBOOK, Gradebook } from './gradebook';
import type { LineItem } from './gradebook';
import { readPrivateKey } from './keys';
import type { PlatformKey } from './keys';
import { OpenLaunches } from './open-launches';
import type { Person } from './people';
import type { PlatformProfile } from './platform-profile';
import type { KeptState } from './state-file';
import { ToolKeys } from './tool-keys';

export interface SiteOptions {
  readonly profile: PlatformProfile;
  readonly course: Course;
  readonly people: readonly Person[];
  readonly activities: readonly Activity[];
  readonly scopes: readonly string[];
  readonly now: () => Date;
  readonly kept: Pick<KeptState, 'privateKey'> & Partial<KeptState>;
  readonly keep: (state: KeptState) => void;
}

/** The platform's state and settings, shared by its pages and services. */
export class Site {
  readonly profile: PlatformProfile;
  readonly course: Course;
  readonly people: readonly Person[];
  readonly links: readonly Link[];
  /** Scopes that the tool was granted. */
  readonly scopes: readonly string[];
  readonly key: PlatformKey;
  readonly gradebook: Gradebook;
  readonly tokens = new AccessTokens();
  readonly launches = new OpenLaunches();
  readonly faults = new Faults();
  readonly toolKeys = new ToolKeys();
  now: () => Date;
  #baseUrl: string | undefined;
  #tool: Tool | undefined;

  constructor(options: SiteOptions) {
    const { kept, keep } = options;
    this.profile = options.profile;
    this.course = options.course;
    this.people = options.people;
    this.scopes = options.scopes;
    this.now = options.now;
    this.key = readPrivateKey(kept.privateKey);
    const linkIds = withNewIds(kept.links ?? {}, options.activities);
    this.links = options.activities.map((activity) => linkOf(activity, linkIds, options.profile));
    this.gradebook = new Gradebook(
      kept.gradebook ?? EMPTY_GRADEBOOK,
      options.profile.gradebook,
      () => {
        keep({
          privateKey: kept.privateKey,
          links: linkIds,
          gradebook: this.gradebook.state,
        });
      },
    );
    for (const link of this.links) addLineItem(this.gradebook, link);
    keep({ privateKey: kept.privateKey, links: linkIds, gradebook: this.gradebook.state });
  }

  /** Origin of the platform. @throws before it is known. */
  get baseUrl(): string {
    if (!this.#baseUrl) throw new Error('The practice LMS does not know its own address yet');
    return this.#baseUrl;
  }

  /** @throws before connect() has named the tool. */
  get tool(): Tool {
    if (!this.#tool) throw new Error('The practice LMS does not know the tool yet');
    return this.#tool;
  }

  connect(addresses: { readonly baseUrl?: string; readonly tool?: Tool }): void {
    this.#baseUrl = addresses.baseUrl ?? this.#baseUrl;
    this.#tool = addresses.tool ?? this.#tool;
  }

  person(handle: string | undefined): Person | undefined {
    return this.people.find((someone) => someone.handle === handle);
  }

  /** @param userId as a tool names people. */
  personNamed(userId: string): Person | undefined {
    return this.people.find((someone) => this.profile.userIds(someone).includes(userId));
  }

  link(activityId: string): Link | undefined {
    return this.links.find(({ id }) => id === activityId);
  }

  /** Every line item of an activity: its own one and the tool's columns tied to it. */
  lineItemsOf(link: Link): readonly LineItem[] {
    return this.gradebook.state.lineItems.filter(
      ({ resourceLinkId }) => resourceLinkId === link.resourceLinkId,
    );
  }
}

function withNewIds(
  known: Readonly<Record<string, string>>,
  activities: readonly Activity[],
): Record<string, string> {
  const ids = { ...known };
  let last = Math.max(0, ...Object.values(ids).map(Number));
  for (const { id } of activities) ids[id] ??= String(++last);
  return ids;
}

function linkOf(
  activity: Activity,
  ids: Readonly<Record<string, string>>,
  profile: PlatformProfile,
): Link {
  const ordinal = ids[activity.id] ?? '';
  return {
    ...activity,
    resourceLinkId: profile.resourceLinkId(ordinal),
    moduleId: Number(ordinal) + 1,
  };
}

/** Gives a graded activity its line item, or brings the one of before up to date. */
function addLineItem(gradebook: Gradebook, link: Link): void {
  if (link.scoreMaximum === undefined) return;
  const item = {
    kind: 'activity' as const,
    label: link.title,
    scoreMaximum: link.scoreMaximum,
    resourceId: link.resourceId ?? link.id,
    tag: link.tag ?? '',
    resourceLinkId: link.resourceLinkId,
  };
  const before = gradebook.state.lineItems.find(
    ({ kind, resourceLinkId }) => kind === 'activity' && resourceLinkId === link.resourceLinkId,
  );
  if (before) gradebook.replace({ ...item, id: before.id });
  else gradebook.add(item);
}
