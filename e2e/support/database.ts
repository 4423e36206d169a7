import pg from 'pg';
import { findRunningPostgres } from '../../apps/server/src/platform/postgres/index.ts';
import type { Product } from './product.ts';

/** Where the product's database is, as its owner. */
export async function ownerUrlOf({ dataDir, databaseUrl }: Database): Promise<string> {
  if (databaseUrl) return databaseUrl;
  const running = await findRunningPostgres({ dataRoot: dataDir });
  if (!running) throw new Error('the embedded PostgreSQL does not run');
  return running.ownerUrl;
}

type Database = Pick<Product, 'dataDir'> & Partial<Pick<Product, 'databaseUrl'>>;

/** Looks into the product's own database, for what no screen and no route tells. */
export async function openDatabase(product: Database) {
  const client = new pg.Client({ connectionString: await ownerUrlOf(product), application_name: 'e2e' });
  client.on('error', () => undefined);
  await client.connect();
  return {
    /** The rows of one query. */
    async rows<T extends object>(query: string, values: unknown[] = []): Promise<T[]> {
      return (await client.query<T>(query, values)).rows;
    },
    /** The first column of the first row, as a number. */
    async number(query: string, values: unknown[] = []): Promise<number> {
      const { rows } = await client.query({ text: query, values, rowMode: 'array' });
      return Number(rows[0]?.[0]);
    },
    close: () => client.end(),
  };
}
