/**
 * One process's way to everything outside it. It can be made to die before or after the n-th
 * operation took effect; from then on nothing it does has an effect.
 */
export class Gate {
  /** Names of the operations that passed. */
  readonly passed: string[] = [];
  private isDead = false;
  private readonly dies: { readonly at: number; readonly when: 'before' | 'after' } | undefined;

  constructor(dies?: { readonly at: number; readonly when: 'before' | 'after' }) {
    this.dies = dies;
  }

  async pass<R>(name: string, effect: () => R | Promise<R>): Promise<R> {
    await Promise.resolve();
    const number = this.passed.push(name) - 1;
    if (this.dies?.at === number && this.dies.when === 'before') this.isDead = true;
    if (this.isDead) throw new Error('killed');
    try {
      return await effect();
    } finally {
      if (this.dies?.at === number) this.isDead = true;
      if (this.isDead) throw new Error('killed');
    }
  }
}
