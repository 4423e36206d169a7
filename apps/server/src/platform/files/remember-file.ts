import { sql } from 'kysely';
import type { Work } from '../work.ts';

/** The row of a stored file; storing again cancels its removal. Whoever keeps the hash refers to this row. */
export async function rememberFile(input: { sha256: string; sizeBytes: number }, work: Work): Promise<void> {
  await sql`insert into files (sha256, size_bytes, created_at) values (${input.sha256}, ${input.sizeBytes}, ${work.now})
    on conflict (sha256) do update set unreferenced_since = null`.execute(work.tx);
}
