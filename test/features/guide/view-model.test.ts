import { guidePageModel } from '../../../lti-tool/features/guide/view-model';
import { guides } from '../../support/sample-programme';

const [about, , notes] = guides;
if (!about || !notes) throw new Error('The sample programme has guides');

test('a guide leads to its sections and back to the Programme page', () => {
  const model = guidePageModel(about);
  expect(model.crumbs).toEqual([{ href: '/programme#about-and-tools', label: 'Programme' }]);
  expect(model.sections).toEqual([
    { href: '#section-1', label: 'How your group works' },
    { href: '#section-2', label: 'Time plan' },
  ]);
  expect(model.terms.map(({ id }) => id)).toEqual(['agenda', 'protocol']);
});

test('a guide of one section needs no list of sections', () => {
  expect(guidePageModel({ ...about, sections: about.sections.slice(0, 1) }).sections).toEqual([]);
});

test("facilitators' guides say so", () => {
  expect([about, notes].map((guide) => guidePageModel(guide).forFacilitators)).toEqual([
    false,
    true,
  ]);
});
