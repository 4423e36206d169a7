import type { ErrorCode } from '@ventanilla/contracts/errors';
import type { Origin } from '@ventanilla/contracts/events';
import type { MailProvider } from '@ventanilla/contracts/mail-oauth';
import type { ColumnType, Generated } from 'kysely';
import type { ErrorParams } from '../../platform/errors.ts';
import type { SendingSettings } from '../tickets/index.ts';
import type { RemoteHop } from './email/authentication/authenticate-mail.ts';
import type { MailDirection } from './email/intake/raw.store.ts';

type Json<T> = ColumnType<T, string, string>;

export type Security = 'tls' | 'starttls' | 'none';

/** How one signs in to a server: with a password, or by what a provider agreed to. */
export type MailAccess = 'password' | MailProvider;

export interface MailServer {
  host: string;
  port: number;
  security: Security;
  /** Empty: no sign-in. */
  user: string;
  /** Left out: with a password. By a provider, its own servers are used whatever stands here. */
  access?: MailAccess;
}

/** `channel_accounts.settings` of a mailbox; passwords are in `secrets`. */
export interface MailboxSettings {
  imap: MailServer | null;
  smtp: MailServer | null;
  afterFetch: 'mark_read' | 'move';
  /** Folder for `move`; made where it is missing. */
  moveTo: string;
  /** Whether answers written in a mail program are read from the Sent folder. */
  readSent: boolean;
  /** Whether mail to `box+anything@domain` arrives here, so that answers may come back to a signed address. */
  plusAddresses: boolean;
}

/** `channel_accounts.previous`: the servers of before. */
export type PreviousServers = Pick<MailboxSettings, 'imap' | 'smtp'>;

/** `mail_oauth_states.mailbox`: a mailbox that exists, or what a new one shall be. */
export type ConsentFor =
  | { mailboxId: string }
  | { name: string; address: string; afterFetch: 'mark_read' | 'move'; withHistory: boolean };

/** Why a mailbox cannot be read: said in each reader's language. */
export interface MailboxFailure {
  code: ErrorCode;
  params: ErrorParams;
}

declare module '../../platform/db/database.ts' {
  interface Database {
    channel_accounts: {
      id: string;
      kind: 'email';
      brand_id: string;
      name: string;
      address: string;
      language: 'es' | 'en' | null;
      department_id: string | null;
      state: Generated<'active' | 'paused' | 'failing'>;
      settings: ColumnType<MailboxSettings, string | undefined, string>;
      sending: ColumnType<SendingSettings, string | undefined, string>;
      secrets: string | null;
      is_default: Generated<boolean>;
      aliases: Generated<string[]>;
      previous: ColumnType<PreviousServers, string | null, string | null> | null;
      previous_secrets: string | null;
      disconnected_at: Date | null;
      last_fetched_at: Date | null;
      last_error: Json<MailboxFailure> | null;
      version: Generated<number>;
      created_at: Date;
    };
    mail_oauth_clients: {
      provider: MailProvider;
      client_id: string;
      secret: string;
      tenant: string | null;
      updated_at: Date;
    };
    mail_oauth_states: {
      state_hash: string;
      provider: MailProvider;
      agent_id: string;
      session_id: string | null;
      sealed_verifier: string;
      redirect_url: string;
      mailbox: Json<ConsentFor>;
      expires_at: Date;
    };
    mail_oauth_grants: {
      channel_account_id: string;
      provider: MailProvider;
      account: string;
      tokens: string;
      expires_at: Date;
      granted_at: Date;
      withdrawn_at: Date | null;
      refreshing_until: Date | null;
    };
    inbound_raw: {
      id: string;
      channel_account_id: string;
      source: 'imap' | 'smtp' | 'api' | 'cli' | 'replay';
      origin: Generated<Origin>;
      dedupe_key: string;
      sha256: string;
      size_bytes: number;
      recipient: string | null;
      received_at: Date;
      state: 'waiting' | 'done' | 'set_aside';
      attempts: Generated<number>;
      next_try_at: Date;
      leased_until: Date | null;
      error: string | null;
      result: Json<unknown> | null;
      ticket_id: string | null;
      message_id: string | null;
      done_at: Date | null;
      arrived_at: Date | null;
      direction: Generated<MailDirection>;
      arrives_closed: Generated<boolean>;
      remote: Json<RemoteHop> | null;
      remote_checked_at: Date | null;
      sender: string | null;
      subject: string | null;
    };
    problem_looks: { problem_id: string; agent_id: string | null; at: Date };
    mailbox_health: {
      channel_account_id: string;
      failing_since: Date | null;
      failures: Generated<number>;
      told_at: Date | null;
      sending_told_at: Date | null;
      well_since: Date | null;
      asked_to_wait_since: Date | null;
      quota_used_bytes: number | null;
      quota_limit_bytes: number | null;
    };
    mailbox_errors: {
      channel_account_id: string;
      cause: string;
      hour: Date;
      count: number;
      last_at: Date;
    };
    mailbox_imports: {
      id: string;
      channel_account_id: string;
      state: 'running' | 'paused' | 'done';
      /** `YYYY-MM-DD` */
      since: string | null;
      /** `YYYY-MM-DD` */
      open_from: string | null;
      uid_validity: string | null;
      last_uid: Generated<number>;
      total: number | null;
      done: Generated<number>;
      last_error: Json<MailboxFailure> | null;
      created_by: string | null;
      created_at: Date;
      updated_at: Date;
      finished_at: Date | null;
    };
    mailbox_folders: {
      channel_account_id: string;
      folder: string;
      uid_validity: string;
      last_uid: number;
      marked_uid: number;
      old_until_uid: number;
      began_at: Date;
      updated_at: Date;
    };
  }
}
