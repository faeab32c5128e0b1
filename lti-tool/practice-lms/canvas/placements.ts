/** A place of Canvas's pages where a tool can be opened to choose content. */
export interface ContentPlacement {
  readonly acceptMultiple: boolean;
  readonly autoCreate: boolean;
  /** What a facilitator reads there. */
  readonly label: string;
}

/** As Canvas's sources have them (lib/lti/messages/deep_linking_request). */
export const CONTENT_PLACEMENTS = {
  assignment_selection: {
    acceptMultiple: false,
    autoCreate: false,
    label: 'New assignment',
  },
  link_selection: {
    acceptMultiple: true,
    autoCreate: false,
    label: 'New items for a module',
  },
  module_index_menu_modal: {
    acceptMultiple: true,
    autoCreate: true,
    label: 'New module',
  },
} as const satisfies Record<string, ContentPlacement>;

export const COURSE_NAVIGATION = 'course_navigation';

export const PLACEMENTS: readonly string[] = [
  ...Object.keys(CONTENT_PLACEMENTS),
  COURSE_NAVIGATION,
];

/** @returns undefined for a placement where no content is chosen. */
export function contentPlacement(name: string | undefined): ContentPlacement | undefined {
  const found = Object.entries(CONTENT_PLACEMENTS).find(([placement]) => placement === name);
  return found?.[1];
}
