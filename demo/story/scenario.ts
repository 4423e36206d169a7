/** What people of a school do there; decides who writes about what. */
export type ContactRole = 'head' | 'office' | 'teacher' | 'parent' | 'it';

/** Files of the demo, made by `writing/files.ts`. */
export type FileKind = 'png' | 'pdf' | 'txt' | 'csv';

/** One turn of a conversation: its wordings, of which each telling picks one. */
export type Turn = string | readonly string[];

/**
 * Something that a school asks about, as it usually goes. Turns alternate: the customer begins. Words in braces
 * are filled in once per telling (`story/slots.ts`), so that a group or an amount stays the same to the end.
 */
export interface Scenario {
  key: string;
  from: readonly ContactRole[];
  /** The wordings of the first turn belong to the roles in `from`, in the same order. */
  opensByRole?: boolean;
  subjects: readonly string[];
  turns: readonly Turn[];
  /** What a colleague is told; the customer never sees it. */
  note?: string;
  /** A file that goes with a turn (index into `turns`). */
  file?: { turn: number; kind: FileKind; name: string };
  /** How it goes on when the customer comes back after closing. */
  again?: readonly Turn[];
}

/** How a ticket about it is told apart, by keys of the definitions that every installation begins with. */
export interface ScenarioKind {
  typeKey: 'question' | 'problem' | 'task' | 'request';
  priorityKey: 'normal' | 'urgent' | 'critical';
  flag?: 'orange' | 'blue' | 'green';
  tag?: 'complaint' | 'critical_case';
}

/** Mail that nobody should answer. */
export interface Junk {
  key: string;
  name: string;
  address: string;
  subject: string;
  text: string;
}
