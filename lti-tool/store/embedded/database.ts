import { existsSync, writeFileSync } from 'node:fs';
import Libsql from 'libsql';

export type Value = string | number | null;
export type Row = Readonly<Record<string, unknown>>;

/** How long a call may sleep inside SQLite, blocking this process, when another one writes. */
const BUSY_MS = 20;
/** Opening and migrating happen before anyone waits for an answer. */
const OPENING_BUSY_MS = 30_000;

/**
 * The only place that talks to libsql. Values are always bound as one array: a lone Buffer among
 * bind arguments would abort the process. Statements are prepared once.
 */
export class Database {
  readonly #connection: Libsql.Database;
  readonly #statements = new Map<string, Libsql.Statement>();

  constructor(file: string) {
    // Names and marks are in it: for its owner only. SQLite gives its companions the same mode.
    // A file that exists is left alone: closing it here would drop this process's locks on it.
    if (!existsSync(file)) writeFileSync(file, '', { mode: 0o600, flag: 'a' });
    this.#connection = new Libsql(file, { timeout: OPENING_BUSY_MS });
    this.all('PRAGMA journal_mode = WAL');
    this.exec('PRAGMA synchronous = FULL');
    this.all(`PRAGMA busy_timeout = ${BUSY_MS}`);
  }

  /** Several statements without values. */
  exec(sql: string): void {
    this.#connection.exec(sql);
  }

  /** How many rows were written. */
  run(sql: string, values: readonly Value[] = []): number {
    return this.#prepare(sql).run([...values]).changes;
  }

  all(sql: string, values: readonly Value[] = []): Row[] {
    return this.#prepare(sql).all([...values]) as Row[];
  }

  get(sql: string, values: readonly Value[] = []): Row | undefined {
    return this.all(sql, values)[0];
  }

  /** Runs `work` in one transaction, waiting as long as opening may take. */
  migrate(work: () => void): void {
    this.all(`PRAGMA busy_timeout = ${OPENING_BUSY_MS}`);
    try {
      this.transaction(work);
    } finally {
      this.all(`PRAGMA busy_timeout = ${BUSY_MS}`);
    }
  }

  /**
   * Runs `work` in one transaction. When COMMIT has returned, it is on the disk.
   * @throws Error for which `isBusy` is true when another process is writing; nothing was done.
   */
  transaction(work: () => void): void {
    this.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.exec('COMMIT');
    } catch (error) {
      if (this.inTransaction) this.exec('ROLLBACK');
      throw error;
    }
  }

  /** SQLite ends a transaction itself on some errors, such as a full disk. */
  get inTransaction(): boolean {
    return this.#connection.inTransaction;
  }

  /** Leaves everything in the one file, where no other process still uses its companions. */
  close(): void {
    this.all('PRAGMA wal_checkpoint(TRUNCATE)');
    this.#statements.clear();
    this.#connection.close();
  }

  #prepare(sql: string): Libsql.Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** SQLITE_BUSY and its kinds: another process holds the file right now. */
export function isBusy(error: unknown): boolean {
  return primaryCode(error) === 5;
}

/** SQLITE_CONSTRAINT and its kinds: here always a key that is taken. */
export function isTaken(error: unknown): boolean {
  return primaryCode(error) === 19;
}

function primaryCode(error: unknown): number | undefined {
  if (!(error instanceof Libsql.SqliteError)) return undefined;
  return error.rawCode === undefined ? undefined : error.rawCode & 0xff;
}
