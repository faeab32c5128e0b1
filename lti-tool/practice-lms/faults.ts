/** What a tool can ask of the platform, as far as faults can be put in. */
export type Service = 'token' | 'lineitems' | 'lineitem' | 'scores' | 'results' | 'memberships';

/**
 * `status`: answered so, nothing is done. `drop: 'before'`: the connection ends, nothing is done;
 * `'after'`: it is done, but the answer is lost. `until`: done once the promise settles.
 */
export type Fault =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | { readonly drop: 'before' | 'after' }
  | { readonly until: Promise<unknown> };

/** Faults that tests have ordered, first come first served. */
export class Faults {
  readonly #orders: { readonly service: Service; readonly fault: Fault }[] = [];
  #standing: Fault | undefined;

  order(service: Service, times: number, fault: Fault): void {
    for (let i = 0; i < times; i++) this.#orders.push({ service, fault });
  }

  /** What every call gets, access tokens aside, until it is switched off by undefined. */
  stand(fault: Fault | undefined): void {
    this.#standing = fault;
  }

  take(service: Service | undefined): Fault | undefined {
    const index = this.#orders.findIndex((order) => order.service === service);
    if (index >= 0) return this.#orders.splice(index, 1)[0]?.fault;
    return service === undefined || service === 'token' ? undefined : this.#standing;
  }
}
