import { systemActor } from '../../platform/actor.ts';
import { appendEvents, event } from '../../platform/events/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { mailAgentsWhoMay } from '../identity/index.ts';
import { isLate } from './backups.rules.ts';
import { lastGoodAt, type StoredSettings, writeSettings } from './backups.store.ts';

/** Tells those who keep them once that the last good copy is too old; again only after another good one. */
export async function tellWhenLate(settings: StoredSettings, platform: Platform): Promise<void> {
  if (!settings.enabled) return;
  const last = await lastGoodAt(platform.db);
  const since = settings.since === null ? null : new Date(settings.since);
  if (!isLate({ lastGoodAt: last, since, now: platform.clock.now() })) return;
  const about = last?.toISOString() ?? 'none';
  if (settings.toldLate === about) return;
  await platform.transact({ actor: systemActor }, async (work) => {
    const subject = { type: 'backup', id: work.ids.uuid() };
    const payload = { lastGoodAt: last?.toISOString() ?? null };
    await appendEvents([event('backup.late@1', subject, payload)], work);
    await mailAgentsWhoMay({ permission: 'backups:manage', kind: 'backup_late' }, work, platform);
    await writeSettings({ ...settings, toldLate: about }, work);
  });
}
