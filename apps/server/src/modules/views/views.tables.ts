import type { BoardColumnKey } from '@ventanilla/contracts/board';
import type { CardPart } from '@ventanilla/contracts/boards';
import type { Colour } from '@ventanilla/contracts/classification-kinds';
import type { Filter } from '@ventanilla/contracts/filters';
import type { ListLayout, TicketSort, ViewAudience } from '@ventanilla/contracts/views';
import type { ColumnType, Generated } from 'kysely';

/** Written as JSON text. */
type Json<T> = ColumnType<T, string, string>;

declare module '../../platform/db/database.ts' {
  interface Database {
    boards: {
      id: string;
      owner_id: string;
      is_default: boolean;
      name: string | null;
      audience: ViewAudience;
      team_id: string | null;
      version: Generated<number>;
      created_at: Date;
      deleted_at: Date | null;
    };
    board_columns: {
      id: string;
      board_id: string;
      position: number;
      name: string | null;
      colour: Colour | null;
      source: BoardColumnKey | 'filter';
      /** Written when the language of filters was that of the day; null of a built-in column. */
      filter: ColumnType<unknown, string | null, string | null>;
      sort: TicketSort;
      shows: CardPart[];
      created_at: Date;
      deleted_at: Date | null;
    };
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
