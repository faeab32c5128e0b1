import type { CertificateRelease } from '../domain/certificate-claim';

import type { ContextKey } from '../domain/context-key';

/** The training's content after loading: validated, resolved and frozen. Pages are safe HTML. */

export interface Objective {
  /** For example `1a`. */
  readonly id: string;
  readonly text: string;
}

export interface GlossaryTerm {
  readonly id: string;
  readonly term: string;
  readonly definition: string;
}

/** A drawing of ours, checked to be nothing but a drawing. */
export interface Figure {
  /** `/figures/<hash>-name.svg`: changes with the content. */
  readonly address: string;
  readonly svg: string;
  /** Of its viewBox, in CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** One `##` section of a reading. */
export interface ReadingPage {
  readonly title: string;
  /**
   * Sanitised HTML with its own footnotes at the end. The title is not part of it: the template
   * gives it as h2, headings in here are h3. Terms link to `#term-<id>`.
   */
  readonly html: string;
  /** Terms that this page uses first: to be shown on it, each with the id `term-<id>`. */
  readonly terms: readonly GlossaryTerm[];
}

export interface Reading {
  readonly kind: 'reading';
  readonly id: string;
  readonly moduleId: string;
  readonly title: string;
  readonly questions: readonly string[];
  readonly pages: readonly ReadingPage[];
  readonly words: number;
  /** At 125 words a minute, rounded up (curriculum rule 5). */
  readonly minutes: number;
}

export interface Option {
  readonly id: string;
  readonly text: string;
  readonly correct: boolean;
  readonly feedback: string;
}

interface ItemBase {
  readonly id: string;
  /** Ids of the module's objectives that the item tests. */
  readonly objectives: readonly string[];
  readonly facts: readonly string[];
  readonly stem: string;
  readonly rationale: string;
  /** Article, resolution or document. */
  readonly source: string;
}

export interface SingleChoice extends ItemBase {
  readonly type: 'single-choice';
  readonly options: readonly Option[];
}
export interface MultipleResponse extends ItemBase {
  readonly type: 'multiple-response';
  readonly options: readonly Option[];
}
export interface ShortCase extends ItemBase {
  readonly type: 'short-case';
  readonly case: string;
  readonly options: readonly Option[];
}
export interface TrueFalseReason extends ItemBase {
  readonly type: 'true-false-reason';
  readonly answer: boolean;
  readonly reasons: readonly Option[];
}
export interface Matching extends ItemBase {
  readonly type: 'matching';
  readonly pairs: readonly {
    readonly id: string;
    readonly prompt: string;
    readonly match: string;
    readonly feedback: string;
  }[];
  /** Right sides that fit nothing; ids are `x1`, `x2` … */
  readonly distractors: readonly {
    readonly id: string;
    readonly text: string;
    readonly feedback: string;
  }[];
}
export interface Ordering extends ItemBase {
  readonly type: 'ordering';
  /** In the right order. */
  readonly sequence: readonly {
    readonly id: string;
    readonly text: string;
    readonly feedback: string;
  }[];
}

export type Item =
  SingleChoice | MultipleResponse | ShortCase | TrueFalseReason | Matching | Ordering;

export interface Assessment {
  readonly kind: 'assessment';
  readonly id: string;
  readonly moduleId: string;
  readonly title: string;
  readonly items: readonly Item[];
}

export interface Module {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly summary: string;
  readonly objectives: readonly Objective[];
  readonly readings: readonly Reading[];
  /** Of all its readings, in the order of their names. */
  readonly figures: readonly Figure[];
  readonly assessment: Assessment;
}

/** A live session; a breakout is one of its kinds. */
export interface LiveSession {
  readonly kind: 'live-session' | 'breakout';
  /** `live-1-2`: day 1, session 2. */
  readonly id: string;
  readonly day: number;
  readonly number: number;
  readonly title: string;
  readonly purpose: string;
  /** What counts as active participation, said to facilitators and participants. */
  readonly activeWhen: readonly string[];
  readonly startsAt: Date;
  readonly minutes: number;
}

export type Activity = Reading | Assessment | LiveSession;

/** A page for people to keep at hand: about the training, or for its live days. */
export interface Guide {
  readonly id: string;
  readonly title: string;
  /** What is for participants, facilitators read too; not the other way round. */
  readonly audience: 'participants' | 'facilitators';
  readonly use: GuideUse;
  /** Its `##` headings in order; in the HTML they are h2 with these ids. */
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  /** Sanitised HTML with its footnotes at the end. Terms link to `#term-<id>`. */
  readonly html: string;
  /** Terms that it uses, in order: to be shown on the page, each with the id `term-<id>`. */
  readonly terms: readonly GlossaryTerm[];
}

/** What a guide is about: the training as a whole, its breakout sessions, or one live day. */
export type GuideUse =
  | { readonly kind: 'training' }
  | { readonly kind: 'breakout' }
  | { readonly kind: 'day'; readonly day: number };

/** One edition's decisions, each an explicit value that the organizer can change. */
export interface Edition {
  readonly id: string;
  readonly title: string;
  readonly region: string;
  /** First and last live day, as midnight UTC. */
  readonly liveFrom: Date;
  readonly liveTo: Date;
  /** First and last day of the self-paced part, as midnight UTC; undefined: nobody has said. */
  readonly selfPaced: { readonly from: Date; readonly to: Date } | undefined;
  /** Share of a session's minutes that counts as attendance, 0–1. */
  readonly presenceThreshold: number;
  readonly passRule: 'submitted';
  /** Which attempt's score travels to the gradebook. */
  readonly scoreSent: 'best' | 'latest';
  readonly certificateRelease: CertificateRelease;
  readonly excusedAbsence: 'not-allowed';
  /** Readings and assessments done later do not count; undefined: no closing moment. */
  readonly closesAt: Date | undefined;
  /** Applications sent later are late; undefined: open until decided otherwise. */
  readonly applicationsCloseAt: Date | undefined;
  /** UN M49 names of the countries whose organizations may apply. */
  readonly countries: readonly string[];
  /** Empty until the organizer may issue: certificates then read SPECIMEN. */
  readonly issuer: string;
  /** Where certificates are issued; empty: they do not say it. */
  readonly placeOfIssue: string;
  readonly signatory: { readonly name: string; readonly title: string };
}

export interface Programme {
  readonly id: string;
  /** Exact, in full, as on the certificate. */
  readonly title: string;
  readonly aims: readonly string[];
  readonly modules: readonly Module[];
  readonly liveSessions: readonly LiveSession[];
  readonly edition: Edition;
  readonly glossary: ReadonlyMap<string, GlossaryTerm>;
  /** By id, in the order in which people see them. */
  readonly guides: ReadonlyMap<string, Guide>;
  /** Every activity by id. */
  readonly activities: ReadonlyMap<string, Activity>;
}

/** The programme in each of its editions: the same modules and sessions, other dates and decisions. */
export interface Programmes {
  /** Of contexts for which nobody has said yet which edition they follow. */
  readonly usual: Programme;
  readonly byEdition: ReadonlyMap<string, Programme>;
}

/** The programme in the edition that a context follows. */
export type ProgrammeOf = (context: ContextKey) => Programme;
