import type { Guide } from '../../content/programme';
import { GUIDE_CRUMBS } from '../../web/crumbs';
import type { Link } from '../../web/view';

/** pages/guide/page */
export interface GuidePageModel {
  readonly crumbs: readonly Link[];
  readonly title: string;
  readonly forFacilitators: boolean;
  /** The way to each section of the page; empty when there is only one. */
  readonly sections: readonly Link[];
  /** Safe HTML. */
  readonly html: string;
  readonly terms: readonly { id: string; term: string; definition: string }[];
}

export function guidePageModel(guide: Guide): GuidePageModel {
  const sections = guide.sections.map(({ id, title }) => ({ href: `#${id}`, label: title }));
  return {
    crumbs: GUIDE_CRUMBS,
    title: guide.title,
    forFacilitators: guide.audience === 'facilitators',
    sections: sections.length > 1 ? sections : [],
    html: guide.html,
    terms: guide.terms.map(({ id, term, definition }) => ({ id, term, definition })),
  };
}
