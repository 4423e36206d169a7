import type { Colour } from '@ventanilla/contracts/classification-kinds';
import type { Filter } from '@ventanilla/contracts/filters';
import type { ListLayout, TicketSort, ViewAudience } from '@ventanilla/contracts/views';
import type { ColumnType, Generated } from 'kysely';

/** Written as JSON text. */
type Json<T> = ColumnType<T, string, string>;

declare module '../../platform/db/database.ts' {
  interface Database {
    views: {
      id: string;
      name: string;
      colour: Colour | null;
      filter: Json<Filter>;
      sort: TicketSort;
      layout: ColumnType<ListLayout | null, string | null, string | null>;
      audience: ViewAudience;
      team_id: string | null;
      owner_id: string;
      version: Generated<number>;
      created_at: Date;
      deleted_at: Date | null;
    };
  }
}
