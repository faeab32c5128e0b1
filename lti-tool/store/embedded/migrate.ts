import type { CheckedDefinition, Index } from '../definition';
import type { Database } from './database';
import { quoted } from './sql';

/**
 * Makes the file fit a definition: creates its table, and adds columns and indexes that a newer
 * version of this tool declares. Nothing is ever dropped but indexes no longer declared, so that an
 * old unique index cannot refuse what is now allowed.
 */
export function migrate(database: Database, definition: CheckedDefinition): void {
  if (isUpToDate(database, definition)) return;
  database.migrate(() => {
    const table = quoted(definition.name);
    database.exec(
      `CREATE TABLE IF NOT EXISTS ${table} (id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL, json TEXT NOT NULL)`,
    );
    const columns = columnsOf(database, definition);
    for (const field of definition.fields.filter((name) => !columns.has(name))) {
      addColumn(database, definition, field);
    }
    const wanted = new Map(
      indexesOf(definition).map((index) => [indexName(definition, index), index]),
    );
    for (const name of indexNames(database, definition)) {
      if (!wanted.delete(name)) database.exec(`DROP INDEX ${quoted(name)}`);
    }
    for (const [name, index] of wanted) {
      // A plain index ends with the id, so that it also serves the order of pages.
      const fields = index.unique ? index.fields : [...index.fields, 'id'];
      database.exec(
        `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${quoted(name)} ON ${table} (${fields.map(quoted).join(', ')})`,
      );
    }
  });
}

function isUpToDate(database: Database, definition: CheckedDefinition): boolean {
  const columns = columnsOf(database, definition);
  const names = indexNames(database, definition);
  const wanted = indexesOf(definition).map((index) => indexName(definition, index));
  return (
    columns.has('id') &&
    definition.fields.every((field) => columns.has(field)) &&
    names.length === wanted.length &&
    wanted.every((name) => names.includes(name))
  );
}

/** The column is filled from the documents that are already there, as `toColumn` would. */
function addColumn(database: Database, definition: CheckedDefinition, field: string): void {
  const table = quoted(definition.name);
  const path = definition.kindOf(field) === 'date' ? `$."${field}"."$date"` : `$."${field}"`;
  // Without a type, SQLite keeps values as they are bound.
  database.exec(`ALTER TABLE ${table} ADD COLUMN ${quoted(field)}`);
  database.run(`UPDATE ${table} SET ${quoted(field)} = json_extract(json, ?)`, [path]);
}

/** All but the one on id, which is the table's own. */
function indexesOf(definition: CheckedDefinition): Index[] {
  return definition.indexes.filter(({ fields }) => fields[0] !== 'id');
}

function indexName(definition: CheckedDefinition, index: Index): string {
  return `${definition.name}: ${index.unique ? 'unique ' : ''}${index.fields.join(',')}`;
}

function columnsOf(database: Database, definition: CheckedDefinition): ReadonlySet<unknown> {
  const rows = database.all('SELECT name FROM pragma_table_info(?)', [definition.name]);
  return new Set(rows.map((row) => row['name']));
}

function indexNames(database: Database, definition: CheckedDefinition): string[] {
  // Origin "c": made by CREATE INDEX.
  const rows = database.all(`SELECT name FROM pragma_index_list(?) WHERE origin = 'c'`, [
    definition.name,
  ]);
  return rows.map((row) => String(row['name']));
}
