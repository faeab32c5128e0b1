import { randomInt } from 'node:crypto';
import type { CollectionDefinition, Unsaved } from '../../lti-tool/store/collection';
import { documentSchema, partSchema } from '../../lti-tool/store/document-schema';

/** A document with something of every kind. */
export interface Thing {
  readonly id: string;
  readonly version: number;
  readonly group: string;
  readonly rank: number;
  readonly code: string;
  readonly due?: Date;
  readonly done: boolean;
  readonly notes: readonly string[];
  readonly byKey: Readonly<Record<string, number>>;
  readonly part?: { readonly at: Date };
}

/** A document that expires. */
export interface Ticket {
  readonly id: string;
  readonly version: number;
  readonly seat: string;
  readonly expiresAt: Date;
}

/** Letters only, as collection names have. */
export function newSuffix(): string {
  return Array.from({ length: 12 }, () => String.fromCharCode(97 + randomInt(26))).join('');
}

/** `suffix` keeps runs on one server apart. */
export function thingDefinition(suffix: string): CollectionDefinition<Thing> {
  return {
    name: `contract-things-${suffix}`,
    schema: documentSchema({
      group: { type: String, required: true },
      rank: { type: Number, required: true },
      code: { type: String, required: true },
      due: Date,
      done: { type: Boolean, default: false, required: true },
      notes: { type: [String], required: true },
      byKey: { type: Object, required: true },
      part: partSchema({ at: { type: Date, required: true } }),
    }),
    unique: [['code']],
    indexes: [['group', 'rank'], ['due'], ['done', 'rank']],
  };
}

export function ticketDefinition(suffix: string): CollectionDefinition<Ticket> {
  return {
    name: `contract-tickets-${suffix}`,
    schema: documentSchema({
      seat: { type: String, required: true },
      expiresAt: { type: Date, required: true },
    }),
    unique: [['seat']],
    indexes: [],
    expires: 'expiresAt',
  };
}

export function thing(id: string, fields: Partial<Thing> = {}): Unsaved<Thing> {
  return { id, group: 'g', rank: 0, code: id, done: false, notes: [], byKey: {}, ...fields };
}
