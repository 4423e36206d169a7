import type { EventActor } from '@ventanilla/contracts/events';
import type { NotificationKind } from '@ventanilla/contracts/notification.rules';
import type { Generated } from 'kysely';

declare module '../../platform/db/database.ts' {
  interface Database {
    notifications: {
      id: string;
      agent_id: string;
      kind: NotificationKind;
      subject_type: 'ticket' | 'mailbox' | 'bulk_run' | 'routine_run';
      subject_id: string;
      object_id: string | null;
      state: 'began' | 'ended' | null;
      actor_kind: EventActor['kind'];
      actor_id: string | null;
      count: number;
      pos: number;
      at: Date;
      read_at: Date | null;
      mail_pending: Generated<boolean>;
      postponed_until: Date | null;
    };
  }
}
