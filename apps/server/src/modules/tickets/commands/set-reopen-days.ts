import { sql } from 'kysely';
import { recordAudit } from '../../../platform/audit.ts';
import type { Work } from '../../../platform/work.ts';
import { reopenDaysSetting } from './receiving/receive-message.ts';

/** Days after closing during which a customer's answer reopens the ticket; 0: it opens a new one, linked (P11). */
export async function setReopenDays({ days }: { days: number }, work: Work): Promise<void> {
  await sql`insert into settings (key, value, updated_at)
    values (${reopenDaysSetting}, ${JSON.stringify(days)}::jsonb, ${work.now})
    on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`.execute(
    work.tx,
  );
  const subject = { subjectType: 'setting', subjectId: reopenDaysSetting };
  await recordAudit({ action: 'setting.changed', ...subject, details: { days } }, work);
}
