import { randomInt } from 'node:crypto';
import type { Link } from './course';

type DocumentTarget = 'iframe' | 'window';

/** A launch between login initiation and id_token. */
export interface OpenLaunch {
  readonly link: Link;
  readonly target: DocumentTarget;
  /** The person who opened it; in Moodle it is in their session. */
  readonly userId: string;
}

const MOST_OPEN = 1000;

/** Launches that wait for the tool's authentication request. Each is good for one. */
export class OpenLaunches {
  readonly #open = new Map<string, OpenLaunch>();

  /** @returns the launch id, for the message hint. */
  begin(launch: OpenLaunch): string {
    const [oldest] = this.#open.keys();
    if (oldest !== undefined && this.#open.size >= MOST_OPEN) this.#open.delete(oldest);
    const id = `ltilaunch${launch.link.resourceLinkId}_${randomInt(2 ** 31)}`;
    this.#open.set(id, launch);
    return id;
  }

  take(id: string): OpenLaunch | undefined {
    const launch = this.#open.get(id);
    this.#open.delete(id);
    return launch;
  }
}
