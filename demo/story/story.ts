import type { BuiltInRole } from '@ventanilla/contracts/permissions';
import type { ContactRole, FileKind, ScenarioKind } from './scenario.ts';

/** What happens, without a word of how it is stored: `writing/` does that. */
export interface Story {
  cast: Cast;
  /** In the order of time; none later than the instant for which the story was told. */
  steps: Step[];
}

export interface Cast {
  company: { name: string; timeZone: string; mailbox: { name: string; address: string } };
  agents: readonly CastAgent[];
  organizations: readonly CastOrganization[];
  contacts: readonly CastContact[];
  /** When the company began to use the desk: agents, schools and their people are entered then. */
  since: Date;
}

export interface CastAgent {
  key: string;
  name: string;
  email: string;
  roleKey: BuiltInRole;
}

export interface CastOrganization {
  key: string;
  name: string;
  /** One that comes earlier in the list. */
  parentKey: string | null;
  domains: readonly string[];
}

export interface CastContact {
  key: string;
  name: string;
  email: string;
  /** As they wrote it down; null for who gave none. */
  phone: string | null;
  role: ContactRole;
  /** As they sign. */
  title: string;
  organizationKey: string | null;
  /** False: nobody knows them until their first mail. */
  known: boolean;
}

export interface StoryFile {
  kind: FileKind;
  name: string;
  /** Line that the file shows. */
  caption: string;
}

/** One thing that somebody did. A conversation goes on in a new ticket once the former is closed. */
export type Step = { at: Date; conversation: string } & (
  | MailStep
  | ReplyStep
  | { kind: 'note'; by: string; text: string }
  | { kind: 'assign'; by: string; to: string }
  | { kind: 'classify'; by: string; as: ScenarioKind }
  | { kind: 'take' | 'release' | 'close' | 'ignore' | 'seen'; by: string }
);

export interface MailStep {
  kind: 'mail';
  from: { name: string; address: string; contactKey: string | null };
  subject: string;
  text: string;
  style: 'plain' | 'html';
  /** Whether the mail repeats the message that it answers. */
  quotes: boolean;
  isAuto: boolean;
  files: readonly StoryFile[];
}

export interface ReplyStep {
  kind: 'reply';
  by: string;
  text: string;
  andThen: 'keep' | 'close' | 'wait';
  files: readonly StoryFile[];
  /** The receiving server's words when it refused the mail. */
  refused: string | null;
}
