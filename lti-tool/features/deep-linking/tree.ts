import { activityInWords } from '../../content/activity-in-words';
import type { Activity, Programme } from '../../content/programme';

/** Something that can be chosen: one link in the course. */
export interface Leaf {
  readonly id: string;
  readonly title: string;
  /** In a few words, for the person who chooses and for the course. */
  readonly about: string;
  /** Points of its column in the gradebook; absent: it has none. */
  readonly scoreMaximum?: number;
  /** What its column is for: found again by it. */
  readonly tag?: string;
}

/** A module or a live day, which can be chosen as a whole. */
export interface Branch {
  readonly id: string;
  readonly title: string;
  readonly leaves: readonly Leaf[];
}

export type Node = Leaf | Branch;

export function isBranch(node: Node): node is Branch {
  return 'leaves' in node;
}

/** Everything that a course can be given, in the order in which it belongs there. */
export function programmeTree({ modules, liveSessions }: Programme): readonly Node[] {
  const days = [...new Set(liveSessions.map(({ day }) => day))].sort((a, b) => a - b);
  return [
    { id: 'progress', title: 'My progress', about: 'What is done, and what is still missing' },
    ...modules.map(({ id, number, title, readings, assessment }) => ({
      id,
      title: `Module ${number}: ${title}`,
      leaves: [...readings, assessment].map(toLeaf),
    })),
    ...days.map((day) => ({
      id: `day-${day}`,
      title: `Live day ${day}`,
      leaves: liveSessions.filter((session) => session.day === day).map(toLeaf),
    })),
    { id: 'certificate', title: 'Certificate', about: 'Issued as soon as nothing is missing' },
  ];
}

/** Every leaf, in the order of the tree. */
export function leavesOf(tree: readonly Node[]): readonly Leaf[] {
  return tree.flatMap((node) => (isBranch(node) ? node.leaves : [node]));
}

/** Completion travels as a score: points for a self-assessment, 0 or 1 for everything else. */
function toLeaf(activity: Activity): Leaf {
  return {
    id: activity.id,
    title: activity.title,
    about: activityInWords(activity),
    scoreMaximum: activity.kind === 'assessment' ? activity.items.length : 1,
    tag: activity.kind,
  };
}
