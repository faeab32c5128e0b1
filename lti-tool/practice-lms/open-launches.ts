import type { Link } from './course';

export type DocumentTarget = 'iframe' | 'window';

/** A launch between login initiation and id_token. */
export interface OpenLaunch {
  readonly link: Link;
  readonly target: DocumentTarget;
  /** Id of the person who opened it. */
  readonly userId: string;
}

const MOST_OPEN = 1000;

/** Launches that wait for the tool's authentication request. Each is good for one. */
export class OpenLaunches {
  readonly #open = new Map<string, OpenLaunch>();

  /** @param id for the message hint. */
  begin(id: string, launch: OpenLaunch): void {
    const [oldest] = this.#open.keys();
    if (oldest !== undefined && this.#open.size >= MOST_OPEN) this.#open.delete(oldest);
    this.#open.set(id, launch);
  }

  take(id: string): OpenLaunch | undefined {
    const launch = this.#open.get(id);
    this.#open.delete(id);
    return launch;
  }
}
