import './notifications.tables.ts';
import type { Module } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import { createCalendarBooks } from '../calendar/index.ts';
import { noticeMailTimer } from './mail/notice-mail.timer.ts';
import { notificationRoutes } from './notifications.routes.ts';
import { postponedTimer } from './postponed.timer.ts';
import { writeNotifications } from './reactions/write-notifications.on-ticket-changed.ts';
import { removeOldNotifications } from './remove-old-notifications.ts';

/** Each person's notification centre: what they should know, how they chose to get to know it, and its mail. */
export function createNotificationsModule(platform: Platform): Module {
  return {
    name: 'notifications',
    routes: notificationRoutes(platform, { books: createCalendarBooks() }),
    reactions: [writeNotifications],
    timers: [noticeMailTimer(platform), postponedTimer],
    jobs: [
      { name: 'remove-old-notifications', cron: '43 9 * * *', run: () => removeOldNotifications(platform) },
    ],
  };
}
