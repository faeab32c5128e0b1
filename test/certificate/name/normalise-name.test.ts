import fc from 'fast-check';
import { normaliseName } from '../../../lti-tool/certificate/name/normalise-name';

describe('a normalised name', () => {
  test('is composed, with single spaces and nothing that reorders', () => {
    expect(normaliseName('  Gu\u0308l \u202E Nun\u0303ez\u200B\t\n d’Souza ')).toBe(
      'Gül Nuñez d’Souza',
    );
  });

  test('keeps the joiners that scripts need', () => {
    expect(normaliseName('گل\u200Cمحمدی ශ්\u200Dරී')).toBe('گل\u200Cمحمدی ශ්\u200Dරී');
  });

  test('is settled after one pass, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normaliseName(text);
        expect(normaliseName(once)).toBe(once);
        expect(once).not.toMatch(/[\u061C\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069]/);
        expect(once).not.toMatch(/^\s|\s$|\s\s/);
        expect(once).toBe(once.normalize('NFC'));
      }),
    );
  });
});
