import './backups.tables.ts';
import { join } from 'node:path';
import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import type { Module } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import { backupRoutes } from './backups.routes.ts';
import type { TakenPlaces } from './check-folder.ts';
import { runBackups } from './run-backups.ts';

export { backupHealth, stopSchedule } from './backups.store.ts';

const jobName = 'run-backups';
/** Longer than any copy takes; a worker that died is not waited for, because another looks every few minutes. */
const hoursMax = 12;

/** Copies of the whole installation by the clock and by hand, and how many of them are kept. */
export function createBackupsModule(platform: Platform, own: TakenPlaces & { keysPlace: string }): Module {
  const places = { ...own, defaultFolder: join(own.dataDir, 'backups') };
  let stopping = new AbortController();
  const job: JobDefinition = {
    name: jobName,
    cron: '*/5 * * * *',
    hoursMax,
    run: () => runBackups({ platform, defaultFolder: places.defaultFolder, signal: stopping.signal }),
  };
  return {
    name: 'backups',
    routes: backupRoutes(platform, places, jobName),
    jobs: [job],
    services: [
      {
        name: 'backups',
        role: 'worker',
        async start() {
          stopping = new AbortController();
        },
        // A copy under way is given up; the next worker makes it anew.
        stop: async () => stopping.abort(),
      },
    ],
  };
}
