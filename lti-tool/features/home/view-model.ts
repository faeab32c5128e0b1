import { INSTALL, VERIFY } from '../../web/paths';

/** pages/home/page */
export interface HomePageModel {
  readonly title: string;
  /** Address of the practice LMS; null where there is none. */
  readonly practiceLms: string | null;
  readonly verify: string;
  readonly install: string;
}

/** The public page at `/`. @param practiceLms only in evaluation mode. */
export function homePageModel(title: string, practiceLms: string | undefined): HomePageModel {
  return { title, practiceLms: practiceLms ?? null, verify: VERIFY, install: INSTALL };
}
