import type { Acknowledgement } from '@ventanilla/contracts/acknowledgements';
import { sql } from 'kysely';
import type { Db } from '../../../../platform/db/database.ts';
import { AppError } from '../../../../platform/errors.ts';
import type { Work } from '../../../../platform/work.ts';
import { defaultTemplates } from './template.rules.ts';

interface Row {
  mailbox_id: string;
  mailbox_language: 'es' | 'en' | null;
  enabled: boolean | null;
  language: 'es' | 'en';
  subject_es: string;
  body_es: string;
  subject_en: string;
  body_en: string;
  version: number;
}

/** What a mailbox answers by itself. Throws `mailboxes.not_found`. */
export async function readAcknowledgement(
  input: { mailboxId: string; lock?: boolean },
  db: Db,
): Promise<Acknowledgement> {
  const { rows } = await sql<Row>`
    select c.id as mailbox_id, c.language as mailbox_language, a.enabled, a.language, a.subject_es, a.body_es,
      a.subject_en, a.body_en, a.version
    from channel_accounts c left join mailbox_acknowledgements a on a.channel_account_id = c.id
    where c.id = ${input.mailboxId} and c.kind = 'email' ${input.lock ? sql`for update of c` : sql``}`.execute(
    db,
  );
  const row = rows[0];
  if (!row) throw new AppError('mailboxes.not_found');
  if (row.enabled === null)
    return {
      enabled: false,
      language: row.mailbox_language ?? 'es',
      templates: defaultTemplates,
      version: 0,
    };
  return {
    enabled: row.enabled,
    language: row.language,
    templates: {
      es: { subject: row.subject_es, body: row.body_es },
      en: { subject: row.subject_en, body: row.body_en },
    },
    version: row.version,
  };
}

export async function writeAcknowledgement(
  input: { mailboxId: string } & Acknowledgement,
  work: Work,
): Promise<void> {
  const { es, en } = input.templates;
  await sql`insert into mailbox_acknowledgements (channel_account_id, enabled, language, subject_es, body_es, subject_en,
      body_en, version, updated_at)
    values (${input.mailboxId}, ${input.enabled}, ${input.language}, ${es.subject}, ${es.body}, ${en.subject}, ${en.body},
      ${input.version}, ${work.now})
    on conflict (channel_account_id) do update set enabled = excluded.enabled, language = excluded.language,
      subject_es = excluded.subject_es, body_es = excluded.body_es, subject_en = excluded.subject_en,
      body_en = excluded.body_en, version = excluded.version, updated_at = excluded.updated_at`.execute(
    work.tx,
  );
}
