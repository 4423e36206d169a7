import type { EventActor, Origin } from '@ventanilla/contracts/events';
import type { ColumnType, Generated } from 'kysely';

type Json<T> = ColumnType<T, string, string>;

export interface EventsTable {
  id: Generated<number>;
  at: Date;
  type: string;
  version: number;
  origin: Origin;
  run_id: string | null;
  subject_type: string;
  subject_id: string;
  actor: Json<EventActor>;
  cause_id: number | null;
  correlation_id: string;
  payload: Json<Record<string, unknown>>;
}

export interface TimersTable {
  id: string;
  due_at: Date;
  kind: string;
  subject_type: string;
  subject_id: string;
  key: string;
  payload: Json<Record<string, unknown>>;
  attempts: Generated<number>;
  last_error: string | null;
}

export interface EventSetAsideTable {
  id: string;
  consumer: string;
  pos: number;
  event_id: number;
  subject_id: string;
  state: 'failed' | 'parked';
  error: string | null;
  attempts: number;
  at: Date;
}

declare module './database.ts' {
  interface Database {
    events: EventsTable;
    events_pending: { event_id: number };
    events_log: { pos: number; event_id: number };
    events_head: { only_row: Generated<boolean>; pos: number };
    event_cursors: { consumer: string; pos: number };
    event_set_aside: EventSetAsideTable;
    timers: TimersTable;
    settings: { key: string; value: Json<unknown>; updated_at: Date };
    rate_limits: { key: string; window_started_at: Date; hits: number };
    idempotency_keys: {
      actor: string;
      key: string;
      request_hash: string;
      state: 'running' | 'done';
      status: number | null;
      headers: Json<Record<string, string>> | null;
      body: string | null;
      created_at: Date;
    };
    files: { sha256: string; size_bytes: number; created_at: Date; unreferenced_since: Date | null };
    field_versions: {
      id: string;
      event_id: number;
      subject_type: string;
      subject_id: string;
      field: string;
      old_value: Json<unknown> | null;
      new_value: Json<unknown> | null;
    };
    audit_log: {
      id: string;
      at: Date;
      actor: Json<EventActor>;
      action: string;
      subject_type: string;
      subject_id: string | null;
      details: Json<Record<string, unknown>>;
    };
  }
}
