import type { CollectionDefinition, Stored } from './collection';

export type FieldKind = 'string' | 'number' | 'boolean' | 'date';

/** One way to find documents, as both engines build it. */
export interface Index {
  readonly fields: readonly string[];
  readonly unique: boolean;
}

/** What the engines need of a definition, checked once. */
export interface CheckedDefinition {
  readonly name: string;
  /** By the number of their fields, plain before unique; `id` first. */
  readonly indexes: readonly Index[];
  readonly unique: readonly Index[];
  /** Every indexed field but `id`. */
  readonly fields: readonly string[];
  readonly expires: string | undefined;
  kindOf(field: string): FieldKind;
}

const ID: Index = { fields: ['id'], unique: true };
const KINDS: Readonly<Record<string, FieldKind>> = {
  String: 'string',
  Number: 'number',
  Boolean: 'boolean',
  Date: 'date',
};

/** @throws Error when the definition breaks a rule of `CollectionDefinition`. */
export function checkDefinition<T extends Stored>(
  definition: CollectionDefinition<T>,
): CheckedDefinition {
  const { name, schema, expires } = definition;
  if (!/^[a-z]+(-[a-z]+)*$/.test(name)) throw new Error(`"${name}" is not plural kebab-case`);

  const unique = definition.unique.map((fields) => ({ fields, unique: true }));
  const declared = definition.indexes.map((fields) => ({ fields, unique: false }));
  const expiry = expires === undefined ? [] : [{ fields: [expires], unique: false }];
  const indexes = [ID, ...declared, ...expiry, ...unique];
  const fields = [...new Set(indexes.flatMap((index) => index.fields))].filter((f) => f !== 'id');

  const kinds = new Map<string, FieldKind>([['id', 'string']]);
  for (const field of fields) {
    const kind = KINDS[schema.paths[field]?.instance ?? ''];
    if (!kind) throw new Error(`${name}: indexed field "${field}" is not a scalar of the schema`);
    kinds.set(field, kind);
  }
  for (const index of [...unique, ...declared.filter((plain) => plain.fields.length > 1)]) {
    for (const field of index.fields) requireField(definition, field);
  }
  if (expires !== undefined) {
    requireField(definition, expires);
    if (kinds.get(expires) !== 'date') throw new Error(`${name}: "${expires}" is not a Date`);
  }

  return {
    name,
    indexes: indexes.toSorted((a, b) => a.fields.length - b.fields.length),
    unique,
    fields,
    expires,
    kindOf(field) {
      const kind = kinds.get(field);
      if (!kind) throw new Error(`${name}: "${field}" is not indexed`);
      return kind;
    },
  };
}

function requireField<T extends Stored>(definition: CollectionDefinition<T>, field: string): void {
  if (definition.schema.paths[field]?.isRequired) return;
  throw new Error(`${definition.name}: "${field}" must be required, as an index needs it`);
}
