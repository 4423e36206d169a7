import type { DraftKind, DraftVersion } from '@ventanilla/contracts/writing';
import type { Generated } from 'kysely';

interface DraftContentColumns {
  html: string;
  text: string;
  cc: Generated<string[]>;
  bcc: Generated<string[]>;
  upload_ids: Generated<string[]>;
  seen_message_id: string | null;
  answers_message_id: string | null;
  /** Null: the address that the customer wrote to. */
  from_address: string | null;
}

interface DraftColumns extends DraftContentColumns {
  ticket_id: string;
  agent_id: string;
  kind: DraftKind;
}

declare module '../../platform/db/database.ts' {
  interface Database {
    drafts: DraftColumns & { rev: number; updated_at: Date };
    draft_versions: DraftColumns & { id: string; reason: DraftVersion['reason']; saved_at: Date };
    scheduled_replies: {
      id: string;
      ticket_id: string;
      agent_id: string;
      state: Generated<'pending' | 'sent' | 'undone' | 'stopped'>;
      due_at: Date;
      and_then: 'keep' | 'close' | 'wait';
      text: string;
      html: string | null;
      cc: string[];
      bcc: string[];
      later: Generated<boolean>;
      upload_ids: string[];
      with_signature: boolean;
      seen_message_id: string | null;
      answers_message_id: string | null;
      from_address: string | null;
      reason: string | null;
      message_id: string | null;
      created_at: Date;
      done_at: Date | null;
    };
  }
}
