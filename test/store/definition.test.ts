import { Schema } from 'mongoose';
import type { CollectionDefinition } from '../../lti-tool/store/collection';
import { checkDefinition } from '../../lti-tool/store/definition';
import { documentSchema } from '../../lti-tool/store/document-schema';

interface Item {
  readonly id: string;
  readonly version: number;
  readonly group: string;
  readonly rank?: number;
  readonly due?: Date;
  readonly notes: readonly string[];
}

const GOOD: CollectionDefinition<Item> = {
  name: 'some-items',
  schema: documentSchema({
    group: { type: String, required: true },
    rank: Number,
    due: Date,
    notes: { type: [String], required: true },
    any: Schema.Types.Mixed,
  }),
  unique: [['group']],
  indexes: [['rank']],
};

describe('a collection definition', () => {
  it('may have a plain index on one optional field', () => {
    expect(() => checkDefinition(GOOD)).not.toThrow();
  });

  it.each<[string, Partial<CollectionDefinition<Item>>, string]>([
    ['a name that is not kebab-case', { name: 'Items; DROP' }, 'kebab-case'],
    ['a unique index on an optional field', { unique: [['rank']] }, '"rank" must be required'],
    ['a compound index on one', { indexes: [['group', 'rank']] }, '"rank" must be required'],
    ['an index on a list', { indexes: [['notes']] }, '"notes" is not a scalar'],
    ['an index on no field', { indexes: [['nothing' as 'rank']] }, '"nothing" is not a scalar'],
    ['an optional expiry', { expires: 'due' }, '"due" must be required'],
    ['an expiry that is no date', { expires: 'group' }, '"group" is not a Date'],
  ])('is refused with %s', (_name, fields, message) => {
    expect(() => checkDefinition({ ...GOOD, ...fields })).toThrow(message);
  });
});
