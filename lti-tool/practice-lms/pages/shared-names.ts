import type { Shared } from '../tools';

export const SHARED_NAMES: Readonly<Record<Shared, string>> = {
  all: 'Name and e-mail address',
  name: 'Name only',
  email: 'E-mail address only',
  none: 'Nothing (anonymous)',
  delegated: 'What the teacher decides for each activity',
};
