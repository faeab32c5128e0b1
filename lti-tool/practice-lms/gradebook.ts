/** One column of the gradebook (AGS 2.0 §3.1). */
export interface LineItem {
  readonly id: number;
  /** `activity`: made with its activity; `column`: made by the tool. They keep time differently. */
  readonly kind: 'activity' | 'column';
  readonly label: string;
  readonly scoreMaximum: number;
  readonly resourceId: string;
  readonly tag: string;
  readonly resourceLinkId?: string;
}

/** What the gradebook shows for one person. */
export interface Grade {
  readonly lineItemId: number;
  readonly userId: string;
  /** In the line item's scale, 0 to its scoreMaximum. */
  readonly score: number;
  readonly comment?: string;
  /** Seconds since 1970. */
  readonly timeModified: number;
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

/** Line items and scores with Moodle's rules, as recorded. Knows nothing of HTTP. */
export class Gradebook {
  #state: GradebookState;
  readonly #changed: () => void;

  /** @param changed called after every change, to keep it. */
  constructor(state: GradebookState, changed: () => void) {
    this.#state = state;
    this.#changed = changed;
  }

  get state(): GradebookState {
    return this.#state;
  }

  lineItem(id: number): LineItem | undefined {
    return this.#state.lineItems.find((item) => item.id === id);
  }

  add(item: Omit<LineItem, 'id'>): LineItem {
    const added = { ...item, id: this.#state.nextLineItemId };
    this.#change({
      nextLineItemId: added.id + 1,
      lineItems: [...this.#state.lineItems, added],
    });
    return added;
  }

  /** Another scoreMaximum keeps every percentage, as Moodle does. */
  replace(item: LineItem): void {
    const factor = item.scoreMaximum / (this.lineItem(item.id)?.scoreMaximum ?? item.scoreMaximum);
    this.#change({
      lineItems: this.#state.lineItems.map((other) => (other.id === item.id ? item : other)),
      grades: this.#state.grades.map((grade) =>
        grade.lineItemId === item.id ? { ...grade, score: rounded(grade.score * factor) } : grade,
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

  /**
   * Takes a score. It must be later than the grade that is there, in whole seconds; the grade of an
   * activity bears the time of receipt, that of the tool's own column the time that was sent. A
   * score that is not final erases the grade; one without a comment erases the comment.
   * @returns false when it is refused as too old (409).
   */
  receive(item: LineItem, score: IncomingScore, now: Date): boolean {
    const sentAt = seconds(parseTimestamp(score.timestamp));
    const current = this.gradesOf(item.id).find((grade) => grade.userId === score.userId);
    if (current && current.timeModified >= sentAt) return false;
    const others = this.#state.grades.filter((grade) => grade !== current);
    const timeModified = item.kind === 'activity' ? seconds(now.getTime()) : sentAt;
    const grade = gradeOf(item, score, timeModified);
    const kept = { ...score, resourceId: item.resourceId, receivedAt: now.toISOString() };
    this.#change({
      grades: grade ? [...others, grade] : others,
      received: [...this.#state.received, kept],
    });
    return true;
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

function gradeOf(item: LineItem, score: IncomingScore, timeModified: number): Grade | undefined {
  if (score.scoreGiven === undefined || score.gradingProgress !== 'FullyGraded') return undefined;
  const scaled = (score.scoreGiven * item.scoreMaximum) / (score.scoreMaximum ?? 1);
  return {
    lineItemId: item.id,
    userId: score.userId,
    score: rounded(Math.min(Math.max(scaled, 0), item.scoreMaximum)),
    ...(score.comment !== undefined && { comment: score.comment }),
    timeModified,
  };
}

/** Moodle keeps five decimals. */
function rounded(score: number): number {
  return Math.round(score * 1e5) / 1e5;
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
