import { sql } from 'kysely';
import { openBody } from '../modules/mailer/send-system-mail.ts';
import type { TestApp } from './test-app.ts';

/** Every row of every table, as text: what somebody would hold who holds the database alone. */
export async function everythingStored({ platform }: TestApp): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'auth') and c.relkind in ('r', 'p')`.execute(platform.db);
  const parts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ line: string }>`select t::text as line from ${sql.raw(name)} t`.execute(
      platform.db,
    );
    parts.push(...rows.map(({ line }) => line));
  }
  return parts.join('\n');
}

export interface ReadMail {
  kind: string;
  subject: string;
  text: string;
  html: string;
  /** The address in the text that begins with http, and the secret behind its `#`. */
  link: string;
  token: string;
}

/** System mails to an address, newest first, opened with the installation's key as their reader sees them. */
export async function mailsTo(email: string, { platform }: TestApp): Promise<ReadMail[]> {
  const rows = await platform.db
    .selectFrom('system_mails')
    .selectAll()
    .where('to_address', '=', email)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => {
    const { text, html } = openBody(row.sealed_body!, platform);
    const link = /https?:\S+/.exec(text)?.[0] ?? '';
    return { kind: row.kind, subject: row.subject, text, html, link, token: link.split('#token=')[1] ?? '' };
  });
}
