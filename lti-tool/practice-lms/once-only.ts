const MOST = 1000;

/** Things that wait to be fetched, each good for once. The oldest go when there are too many. */
export class OnceOnly<T> {
  readonly #waiting = new Map<string, T>();

  keep(id: string, value: T): void {
    const [oldest] = this.#waiting.keys();
    if (oldest !== undefined && this.#waiting.size >= MOST) this.#waiting.delete(oldest);
    this.#waiting.set(id, value);
  }

  take(id: string): T | undefined {
    const value = this.#waiting.get(id);
    this.#waiting.delete(id);
    return value;
  }
}
