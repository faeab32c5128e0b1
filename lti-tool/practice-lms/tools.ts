import { SCOPE } from './scopes';

/** The tool's addresses, as an administrator would enter them. */
export interface ToolAddresses {
  readonly loginUrl: string;
  /** The one redirect URI. */
  readonly launchUrl: string;
  readonly keysUrl: string;
  /** Where a Deep Linking request leads. */
  readonly contentUrl: string;
  readonly targetLinkUri: (activityId: string) => string;
}

/** What of a person the tool is told; `delegated`: a teacher decides for each activity (Moodle). */
export type Shared = 'all' | 'name' | 'email' | 'none' | 'delegated';

/** A tool that this platform knows: entered by hand, or registered by itself. */
export interface Tool {
  readonly clientId: string;
  /** Empty until an administrator has confirmed the tool, where the platform asks for that. */
  readonly deploymentId: string;
  readonly name: string;
  readonly loginUrl: string;
  readonly redirectUris: readonly string[];
  readonly keysUrl: string;
  /** Where an activity leads that names no address of its own. */
  readonly targetLinkUri: string;
  /** Where a Deep Linking request leads; absent: the tool offers no content. */
  readonly contentUrl?: string;
  /** Places of the platform's pages where the tool is offered, in the platform's words. */
  readonly placements: readonly string[];
  readonly scopes: readonly string[];
  readonly shared: Shared;
  /** Custom parameters of every launch, variables and all. */
  readonly custom: Readonly<Record<string, string>>;
  /** Pending: registered, but an administrator has not switched it on. */
  readonly state: 'pending' | 'active';
}

/** Whether the tool may call Assignment and Grade Services at all. */
export function gradeScopesOf(tool: Tool): readonly string[] {
  return tool.scopes.filter((scope) => scope !== SCOPE.memberships);
}

/** The tools of the platform, by client id. */
export class Tools {
  #byClientId: Map<string, Tool>;
  readonly #changed: () => void;

  /** @param changed called after every change, to keep it. */
  constructor(tools: readonly Tool[], changed: () => void) {
    this.#byClientId = new Map(tools.map((tool) => [tool.clientId, tool]));
    this.#changed = changed;
  }

  get all(): readonly Tool[] {
    return [...this.#byClientId.values()];
  }

  get active(): readonly Tool[] {
    return this.all.filter(({ state }) => state === 'active');
  }

  get(clientId: string | undefined): Tool | undefined {
    return this.#byClientId.get(clientId ?? '');
  }

  /** The active tool of a client id. */
  working(clientId: string | undefined): Tool | undefined {
    const tool = this.get(clientId);
    return tool?.state === 'active' ? tool : undefined;
  }

  /** Puts a tool before all others, again or for the first time. */
  putFirst(tool: Tool): void {
    const others = this.all.filter(({ clientId }) => clientId !== tool.clientId);
    this.#byClientId = new Map([tool, ...others].map((one) => [one.clientId, one]));
    this.#changed();
  }

  /** Adds a tool, or puts it in place of the one with its client id. */
  put(tool: Tool): void {
    this.#byClientId.set(tool.clientId, tool);
    this.#changed();
  }
}
