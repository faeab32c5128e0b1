import type { Activity, AddedActivity, Course, CourseNames, Link } from './course';
import type { PlatformProfile } from './platform-profile';

/** What of the courses is kept: everything that the options do not say. */
export interface KeptCourses {
  /** Activity id → ordinal, from which the platform makes its ids. */
  readonly links: Readonly<Record<string, string>>;
  readonly copies: readonly Course[];
  readonly added: readonly AddedActivity[];
  /** Activity id → attempts that a facilitator allows, null: any number. */
  readonly attempts: Readonly<Record<string, number | null>>;
}

export interface CoursesOptions {
  readonly profile: PlatformProfile;
  /** The first course: its names and what a facilitator has put into it. */
  readonly course: CourseNames;
  readonly activities: readonly Activity[];
  readonly kept: Partial<KeptCourses>;
  /** Called after every change, to keep it. */
  readonly changed: () => void;
}

/** The courses with their activities. */
export class Courses {
  readonly first: Course;
  readonly #profile: PlatformProfile;
  readonly #given: readonly AddedActivity[];
  readonly #ordinals: Record<string, string>;
  readonly #changed: () => void;
  #copies: readonly Course[];
  #added: readonly AddedActivity[];
  #attempts: KeptCourses['attempts'];

  constructor({ profile, course, activities, kept, changed }: CoursesOptions) {
    this.#profile = profile;
    this.#changed = changed;
    this.first = { id: profile.courseId, history: [], ...course };
    this.#given = activities.map((activity) => ({
      ...activity,
      courseId: profile.courseId,
      clientId: profile.clientId,
    }));
    this.#ordinals = { ...kept.links };
    this.#copies = kept.copies ?? [];
    this.#added = kept.added ?? [];
    this.#attempts = kept.attempts ?? {};
    for (const { id } of this.#given) this.#ordinals[id] ??= this.#nextOrdinal();
  }

  get kept(): KeptCourses {
    return {
      links: this.#ordinals,
      copies: this.#copies,
      added: this.#added,
      attempts: this.#attempts,
    };
  }

  get all(): readonly Course[] {
    return [this.first, ...this.#copies];
  }

  get links(): readonly Link[] {
    return [...this.#given, ...this.#added].map((activity) => this.#linkOf(activity));
  }

  course(id: string | undefined): Course | undefined {
    return this.all.find((course) => course.id === id);
  }

  link(activityId: string | undefined): Link | undefined {
    return this.links.find(({ id }) => id === activityId);
  }

  linksIn({ id }: Course): readonly Link[] {
    return this.links.filter(({ courseId }) => courseId === id);
  }

  /** Adds activities that have no id yet. */
  add(activities: readonly Omit<AddedActivity, 'id'>[]): readonly Link[] {
    const added = activities.map((activity) => {
      const ordinal = this.#nextOrdinal();
      const id = `link-${ordinal}`;
      this.#ordinals[id] = ordinal;
      return { ...activity, id };
    });
    this.#added = [...this.#added, ...added];
    this.#changed();
    return added.map((activity) => this.#linkOf(activity));
  }

  /** @param attempts null: any number. */
  allowAttempts({ id }: Link, attempts: number | null): void {
    this.#attempts = { ...this.#attempts, [id]: attempts };
    this.#changed();
  }

  /** An empty course under the names of another. */
  addCopyOf(course: Course): Course {
    const number = this.all.length;
    const copy = {
      id: String(Number(this.first.id) + number),
      label: `${course.label}-${number + 1}`,
      title: `${course.title} (copy ${number})`,
      history: [course.id, ...course.history],
    };
    this.#copies = [...this.#copies, copy];
    this.#changed();
    return copy;
  }

  #nextOrdinal(): string {
    return String(Math.max(0, ...Object.values(this.#ordinals).map(Number)) + 1);
  }

  #linkOf({ allowedAttempts: given, ...activity }: AddedActivity): Link {
    const ordinal = this.#ordinals[activity.id] ?? '';
    const { [activity.id]: decided = given ?? null } = this.#attempts;
    return {
      ...activity,
      ...(decided !== null && { allowedAttempts: decided }),
      resourceLinkId: this.#profile.resourceLinkId(ordinal),
      moduleId: Number(ordinal) + 1,
    };
  }
}
