import type { Activity } from './programme';

/** What kind of activity it is and how much, for people: `Reading, about 8 minutes`. */
export function activityInWords(activity: Activity): string {
  switch (activity.kind) {
    case 'reading':
      return `Reading, about ${activity.minutes} minutes`;
    case 'assessment':
      return `${activity.items.length} questions`;
    case 'live-session':
      return `Live session, ${activity.minutes} minutes`;
    case 'breakout':
      return `Breakout group, ${activity.minutes} minutes`;
  }
}
