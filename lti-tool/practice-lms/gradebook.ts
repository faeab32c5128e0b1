import type { SubmissionReview } from './course';

/** One column of the gradebook (AGS 2.0 §3.1). */
export interface LineItem {
  readonly id: number;
  /** `activity`: made with its activity; `column`: made by the tool. They keep time differently. */
  readonly kind: 'activity' | 'column';
  readonly courseId: string;
  /** Of the tool that it belongs to. */
  readonly clientId: string;
  readonly label: string;
  readonly scoreMaximum: number;
  readonly resourceId: string;
  readonly tag: string;
  readonly resourceLinkId?: string;
  /** Moodle: it came with the activity. */
  readonly submissionReview?: SubmissionReview;
  /** Canvas: the extension of AGS with which it was made. */
  readonly submissionType?: SubmissionType;
}

/** https://canvas.instructure.com/lti/submission_type */
export interface SubmissionType {
  readonly type: 'none' | 'external_tool';
  readonly external_tool_url?: string;
}

/** What the gradebook shows for one person. */
export interface Grade {
  readonly lineItemId: number;
  /** A Person's id. */
  readonly userId: string;
  /** In the line item's scale. Absent: something arrived, but no score that counts. */
  readonly score?: number | undefined;
  readonly comment?: string;
  /** Seconds since 1970; whole ones where the platform keeps no others. */
  readonly timeModified: number;
  /** How often the person has submitted, where the platform counts that. */
  readonly attempt?: number;
  /** Moodle: a teacher's result, which scores of the tool leave alone. */
  readonly overridden?: boolean;
  /** What the tool has sent last, beneath a teacher's result. */
  readonly toolScore?: number | undefined;
}

/** A score that passed every check of its form (AGS 2.0 §3.4). */
export interface IncomingScore {
  readonly lineItemId: number;
  readonly userId: string;
  readonly scoreGiven?: number;
  readonly scoreMaximum?: number;
  readonly activityProgress: string;
  readonly gradingProgress: string;
  /** As sent. */
  readonly timestamp: string;
  readonly comment?: string;
  /** Canvas: the person submits once more with it. */
  readonly newSubmission?: boolean;
}

/** A score and what it meets. */
export interface Arrival {
  readonly item: LineItem;
  readonly score: IncomingScore;
  /** A Person's id, whatever the score calls them. */
  readonly userId: string;
  readonly current: Grade | undefined;
  readonly now: Date;
}

/** A result that a teacher enters. */
export interface Regrading extends Pick<Arrival, 'item' | 'userId' | 'current' | 'now'> {
  /** In the line item's scale. */
  readonly score: number;
}

/** How one make of platform keeps grades. */
export interface GradebookRules {
  /** Whether a score comes too late for what is there, by their times. */
  isOlder(score: IncomingScore, current: Grade): boolean;
  /** What is there after a score. */
  grade(arrival: Arrival): Grade | undefined;
  /** What is there after a teacher has entered a result. */
  regraded(regrading: Regrading): Grade;
  /** What is there after a teacher has removed a result. */
  cleared(current: Grade, now: Date): Grade | undefined;
  /** A score whose line item's maximum has grown by a factor. */
  rescaled(score: number, factor: number): number;
}

/** A score that was accepted, as it was sent. */
export interface ReceivedScore extends IncomingScore {
  /** The line item's resourceId, which is the activity's id unless the line item says otherwise. */
  readonly resourceId: string;
  /** ISO 8601. */
  readonly receivedAt: string;
}

/** Everything the gradebook keeps, as plain data. */
export interface GradebookState {
  readonly nextLineItemId: number;
  readonly lineItems: readonly LineItem[];
  readonly grades: readonly Grade[];
  readonly received: readonly ReceivedScore[];
}

/** Line item 1 is the total of the course, as in Moodle. */
export const EMPTY_GRADEBOOK: GradebookState = {
  nextLineItemId: 2,
  lineItems: [],
  grades: [],
  received: [],
};

/** Line items and scores, with the rules of the platform. Knows nothing of HTTP. */
export class Gradebook {
  #state: GradebookState;
  readonly #rules: GradebookRules;
  readonly #changed: () => void;

  /** @param changed called after every change, to keep it. */
  constructor(state: GradebookState, rules: GradebookRules, changed: () => void) {
    this.#state = state;
    this.#rules = rules;
    this.#changed = changed;
  }

  get state(): GradebookState {
    return this.#state;
  }

  lineItem(id: number): LineItem | undefined {
    return this.#state.lineItems.find((item) => item.id === id);
  }

  /** The line items of one tool in one course. */
  of(wanted: Pick<LineItem, 'courseId' | 'clientId'>): readonly LineItem[] {
    return this.#state.lineItems.filter(
      ({ courseId, clientId }) => courseId === wanted.courseId && clientId === wanted.clientId,
    );
  }

  add(item: Omit<LineItem, 'id'>): LineItem {
    const added = { ...item, id: this.#state.nextLineItemId };
    this.#change({
      nextLineItemId: added.id + 1,
      lineItems: [...this.#state.lineItems, added],
    });
    return added;
  }

  replace(item: LineItem): void {
    const factor = item.scoreMaximum / (this.lineItem(item.id)?.scoreMaximum ?? item.scoreMaximum);
    this.#change({
      lineItems: this.#state.lineItems.map((other) => (other.id === item.id ? item : other)),
      grades: this.#state.grades.map((grade) =>
        grade.lineItemId === item.id ? this.#rescaled(grade, factor) : grade,
      ),
    });
  }

  remove(id: number): void {
    this.#change({
      lineItems: this.#state.lineItems.filter((item) => item.id !== id),
      grades: this.#state.grades.filter((grade) => grade.lineItemId !== id),
    });
  }

  /** @returns by user id, ascending. */
  gradesOf(lineItemId: number): readonly Grade[] {
    return this.#state.grades
      .filter((grade) => grade.lineItemId === lineItemId)
      .sort((a, b) => Number(a.userId) - Number(b.userId));
  }

  grade(lineItemId: number, userId: string): Grade | undefined {
    return this.gradesOf(lineItemId).find((grade) => grade.userId === userId);
  }

  /** Whether a score is refused, for what is there is newer. */
  isOlder(score: IncomingScore, current: Grade): boolean {
    return this.#rules.isOlder(score, current);
  }

  /**
   * Takes a score that is not older than what is there.
   * @param receipt `userId`: a Person's id.
   */
  receive(
    item: LineItem,
    score: IncomingScore,
    { userId, now }: { readonly userId: string; readonly now: Date },
  ): void {
    const current = this.grade(item.id, userId);
    const grade = this.#rules.grade({ item, score, userId, current, now });
    const kept = { ...score, resourceId: item.resourceId, receivedAt: now.toISOString() };
    this.#change({
      grades: this.#withGrade(current, grade),
      received: [...this.#state.received, kept],
    });
  }

  /** Takes a teacher's result. @param regrading `userId`: a Person's id. */
  regrade(regrading: Omit<Regrading, 'current'>): void {
    const current = this.grade(regrading.item.id, regrading.userId);
    const grade = this.#rules.regraded({ ...regrading, current });
    this.#change({ grades: this.#withGrade(current, grade) });
  }

  /** Removes a result, as a teacher does. */
  clear(current: Grade, now: Date): void {
    this.#change({ grades: this.#withGrade(current, this.#rules.cleared(current, now)) });
  }

  #withGrade(before: Grade | undefined, after: Grade | undefined): readonly Grade[] {
    const others = this.#state.grades.filter((other) => other !== before);
    return after ? [...others, after] : others;
  }

  #rescaled(grade: Grade, factor: number): Grade {
    const rescale = (score: number | undefined): number | undefined =>
      score === undefined ? undefined : this.#rules.rescaled(score, factor);
    return { ...grade, score: rescale(grade.score), toolScore: rescale(grade.toolScore) };
  }

  #change(change: Partial<GradebookState>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed();
  }
}

/** ISO 8601; without a zone it is UTC, the site's. @returns milliseconds, NaN when it is no time. */
export function parseTimestamp(text: string): number {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i.test(text)) {
    return NaN;
  }
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/i.test(text.slice(10));
  return Date.parse(text.length === 10 || hasZone ? text : `${text}Z`);
}
