import type { SystemMailKind } from '@ventanilla/contracts/mailer';
import type { Generated } from 'kysely';

declare module '../../platform/db/database.ts' {
  interface Database {
    system_mails: {
      id: string;
      kind: SystemMailKind;
      message_id: string;
      from_name: string;
      to_name: string;
      to_address: string;
      subject: string;
      sealed_body: string | null;
      state: 'queued' | 'sent' | 'failed';
      local: Generated<boolean>;
      attempts: Generated<number>;
      next_try_at: Date | null;
      useless_at: Date | null;
      leased_until: Date | null;
      sent_at: Date | null;
      server_said: string | null;
      created_at: Date;
    };
  }
}
