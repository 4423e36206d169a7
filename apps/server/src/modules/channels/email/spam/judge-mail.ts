import { type SpamLevel, type SpamSign, spamLevels } from '@ventanilla/contracts/spam';
import { sql } from 'kysely';
import { recordAudit } from '../../../../platform/audit.ts';
import type { Db } from '../../../../platform/db/database.ts';
import type { Work } from '../../../../platform/work.ts';
import type { SpamHeaders } from '../parse/spam-headers.ts';
import { isSpam, spamSignsOf } from './spam.rules.ts';

const levelSetting = 'spam.level';

export interface JudgedMail {
  verdict: 'blocked' | 'wanted' | null;
  isFirstContact: boolean;
  headers: SpamHeaders;
  name: string;
  address: string;
  text: string;
  isForgedDomain: boolean;
}

/** Why a mail that opened a ticket is spam; null where it is not. Asks the database only about the suspicious. */
export async function judgeMail(mail: JudgedMail, work: Work): Promise<SpamSign[] | null> {
  const isNamed = mail.isFirstContact && mail.verdict !== 'wanted' && mail.name.trim().length > 2;
  const isOurName = isNamed && (await isNameOfOurs(mail.name, work.tx));
  const signs = spamSignsOf({ ...mail, isOurName });
  if (signs.length === 0) return null;
  return isSpam(signs, await readSpamLevel(work.tx)) ? signs : null;
}

/** Agents, mailboxes and the company itself; who goes by such a name writes from one of our addresses. */
async function isNameOfOurs(name: string, db: Db): Promise<boolean> {
  const { rows } = await sql`select 1 from (
      select name from agents union all select name from brands union all select name from channel_accounts) ours
    where fold_text(ours.name) = fold_text(${name.trim()}) limit 1`.execute(db);
  return rows.length > 0;
}

/** How easily mail is taken for spam; normal until somebody says otherwise. */
export async function readSpamLevel(db: Db): Promise<SpamLevel> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('key', '=', levelSetting)
    .executeTakeFirst();
  return spamLevels.find((level) => level === row?.value) ?? 'normal';
}

export async function setSpamLevel({ level }: { level: SpamLevel }, work: Work): Promise<void> {
  await sql`insert into settings (key, value, updated_at)
    values (${levelSetting}, ${JSON.stringify(level)}::jsonb, ${work.now})
    on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`.execute(
    work.tx,
  );
  const subject = { subjectType: 'setting', subjectId: levelSetting };
  await recordAudit({ action: 'setting.changed', ...subject, details: { level } }, work);
}
