import { nameDifference } from '../../../lti-tool/features/certificates/name-difference';

test.each([
  ['Asha Tamang', { text: 'Asha Tamang' }, undefined],
  ['Asha Tamang', { text: 'आशा तामाङ', latin: 'Asha Tamang' }, undefined],
  ['ASA TAMANG', { text: 'Āśā  Tamang' }, 'Only capital letters, accents or signs differ.'],
  ['Mei Ling Tan', { text: 'Tan Mei Ling' }, 'The same parts in another order.'],
  ['Bilal Ahmed Qureshi', { text: 'Bilal Qureshi' }, 'Left out: ahmed.'],
  ['Bilal Qureshi', { text: 'Bilal Khan' }, 'Left out: qureshi. Added: khan.'],
  ['Bilal Qureshi', { text: 'Dewi Kusuma' }, 'A wholly different name.'],
  [
    'Bilal Qureshi',
    { text: 'بلال قریشی' },
    'Written in another script. Compare how the two are read.',
  ],
  [undefined, { text: 'Asha' }, 'The platform keeps the name to itself: nothing to compare.'],
])('%s against %j: %s', (platform, confirmed, words) => {
  expect(nameDifference(platform, confirmed)).toBe(words);
});
