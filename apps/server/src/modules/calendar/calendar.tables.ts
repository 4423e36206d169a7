import type { CalendarDefinition } from '@ventanilla/contracts/calendar-definition';
import type { EventActor } from '@ventanilla/contracts/events';
import type { ColumnType, Generated } from 'kysely';

/** Written as JSON text. */
type Json<T> = ColumnType<T, string, string>;

declare module '../../platform/db/database.ts' {
  interface Database {
    calendars: {
      id: string;
      name: string;
      definition: Json<CalendarDefinition>;
      is_default: Generated<boolean>;
      version: Generated<number>;
      created_at: Date;
      changed_at: Date;
    };
    calendar_versions: {
      calendar_id: string;
      version: number;
      at: Date;
      actor: Json<EventActor>;
      name: string;
      definition: Json<CalendarDefinition>;
    };
  }
}
