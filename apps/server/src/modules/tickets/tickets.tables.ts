import type { RecipientBounce } from '@ventanilla/contracts/bounces';
import type { FlagKey } from '@ventanilla/contracts/classification-kinds';
import type { CardClock } from '@ventanilla/contracts/clocks';
import type { ProposalState, StatusCategory } from '@ventanilla/contracts/events';
import type { FieldValue } from '@ventanilla/contracts/ticket-classification';
import type {
  AuthenticationResult,
  MailReading,
  RefusedRecipient,
} from '@ventanilla/contracts/ticket-message';
import type { ColumnType, Generated } from 'kysely';

type Json<T> = ColumnType<T, string, string>;

/** What is proven of where a mail came from. `by`: checked here, or said by a server that we trust. */
export interface MessageAuthentication {
  spf: AuthenticationResult;
  dkim: AuthenticationResult;
  dmarc: AuthenticationResult;
  by: 'us' | 'hop';
}

export interface OutboundEnvelope {
  fromName: string;
  from: string;
  to: string[];
  cc: string[];
  /** Get the mail without standing in it. */
  bcc?: string[];
  /** Where an answer comes back to; left out: to `from`. */
  replyTo?: string;
  subject: string;
  /** Message-ID of the mail answered, without angle brackets. */
  inReplyTo: string | null;
  /** Oldest first, without angle brackets. */
  references: string[];
  /** No person wrote it: it says so in its headers, and nothing comes back to it. */
  automatic?: boolean;
}

export interface TicketsTable {
  id: string;
  number: number;
  legacy_number: string | null;
  practice: Generated<boolean>;
  subject: string;
  requester_id: string;
  organization_id: string | null;
  channel: Generated<'email' | 'phone' | 'internal'>;
  channel_account_id: string | null;
  status_key: string;
  status_category: StatusCategory;
  owner_id: string | null;
  department_id: string | null;
  line_id: string | null;
  /** Who passed it on from a department that keeps its closing for others, and from which: {who: department}. */
  close_kept: ColumnType<Record<string, string>, never, string>;
  previous_ticket_id: string | null;
  mentioned_ticket_id: string | null;
  created_at: Date;
  activity_at: Date;
  customer_last_at: Date | null;
  our_last_at: Date | null;
  first_answer_at: Date | null;
  owner_first_answer_at: Date | null;
  closed_at: Date | null;
  resolved_at: Date | null;
  last_message_id: string | null;
  preview: Generated<string>;
  preview_author: Generated<'customer' | 'agent' | 'system'>;
  note_count: Generated<number>;
  attachment_count: Generated<number>;
  delivery_failed: Generated<boolean>;
  is_spam: Generated<boolean>;
  spam_signs: Generated<string[]>;
  /** What a card shows; null: no clock. */
  clock: ColumnType<CardClock | null, never, never>;
  no_news: ColumnType<boolean, never, never>;
  version: Generated<number>;
  type_key: string | null;
  subject_key: string | null;
  priority_key: string | null;
  flag: FlagKey | null;
  due_at: Date | null;
  stage: ColumnType<'new' | 'answered' | 'your_turn' | 'done', never, never>;
}

declare module '../../platform/db/database.ts' {
  interface Database {
    tickets: TicketsTable;
    image_senders: { agent_id: string; address: string; created_at: Date };
    awaited_references: {
      external_id: string;
      message_id: string;
      ticket_id: string;
      channel_account_id: string;
      at: Date;
    };
    requester_proposals: {
      ticket_id: string;
      message_id: string;
      address: string;
      name: string;
      state: ProposalState;
      former_requester_id: string | null;
      former_organization_id: string | null;
      created_at: Date;
      settled_at: Date | null;
    };
    ticket_tags: { ticket_id: string; tag_key: string };
    ticket_fields: { ticket_id: string; field_values: Json<Record<string, FieldValue>> };
    time_entries: {
      id: string;
      ticket_id: string;
      agent_id: string;
      minutes: number;
      billable: Generated<boolean>;
      at: Date;
      removed_at: Date | null;
    };
    ticket_reads: { agent_id: string; ticket_id: string; seen_at: Date };
    threads: {
      id: string;
      channel_account_id: string;
      external_id: string;
      visibility: Generated<'public' | 'private'>;
      created_at: Date;
    };
    messages: {
      id: string;
      ticket_id: string;
      thread_id: string | null;
      channel_account_id: string | null;
      direction: 'in' | 'out';
      visibility: 'public' | 'private' | 'internal';
      author_kind: 'customer' | 'agent' | 'system';
      author_id: string | null;
      at: Date;
      is_auto: Generated<boolean>;
      external_id: string | null;
      reply_to_id: string | null;
      inbound_id: string | null;
      attachment_count: Generated<number>;
      registered_by: string | null;
    };
    message_bodies: {
      message_id: string;
      subject: string | null;
      text: string;
      quoted_text: string | null;
      html: string | null;
      has_remote_images: Generated<boolean>;
      from_address: string | null;
      to_addresses: Generated<string[]>;
      cc_addresses: Generated<string[]>;
      bcc_addresses: Generated<string[]>;
      notices: Generated<string[]>;
      reference_ids: Generated<string[]>;
      reading: Json<MailReading> | null;
      also_account_ids: Generated<string[]>;
      authentication: Json<MessageAuthentication> | null;
    };
    message_versions: { id: string; message_id: string; at: Date; body: Json<unknown> };
    attachments: {
      id: string;
      message_id: string | null;
      ticket_id: string | null;
      sha256: string;
      file_name: string;
      content_type: string;
      size_bytes: number;
      content_id: string | null;
      inline: Generated<boolean>;
      position: Generated<number>;
      uploaded_by: string | null;
      created_at: Date;
    };
    outbound_messages: {
      id: string;
      message_id: string;
      ticket_id: string;
      channel_account_id: string;
      external_id: string;
      envelope: Json<OutboundEnvelope>;
      state: 'queued' | 'sent' | 'failed';
      local: Generated<boolean>;
      attempts: Generated<number>;
      next_try_at: Date | null;
      leased_until: Date | null;
      sent_at: Date | null;
      server_said: string | null;
      bounces: ColumnType<RecipientBounce[], string | undefined, string>;
      delivered_to: Generated<string[]>;
      refused: ColumnType<RefusedRecipient[], string | undefined, string>;
      /** Of the first try since it was queued, and of the last one. */
      tried_since: Date | null;
      last_try_at: Date | null;
      created_at: Date;
    };
    file_links: {
      id: string;
      attachment_id: string;
      ticket_id: string;
      language: 'es' | 'en';
      expires_at: Date;
      revoked_at: Date | null;
      downloads: Generated<number>;
      last_download_at: Date | null;
      created_at: Date;
    };
    acknowledgements: { ticket_id: string; message_id: string; address: string; at: Date };
    ticket_intervals: {
      id: string;
      ticket_id: string;
      status_key: string;
      status_category: StatusCategory;
      waiting_on: 'us' | 'customer' | 'area' | 'third_party' | 'nobody';
      owner_id: string | null;
      started_at: Date;
      ended_at: Date | null;
      business_ms: number | null;
      opened_by_event: number;
      closed_by_event: number | null;
    };
  }
}
