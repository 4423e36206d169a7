import './calendar.tables.ts';
import type { Module } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import { createBusinessCalendars } from './business-calendars.ts';
import { calendarRoutes } from './calendar.routes.ts';

/** Business hours, holidays and seasons, and the arithmetic of time in them. */
export function createCalendarModule(platform: Platform): Module {
  return { name: 'calendar', routes: calendarRoutes(platform, { calendars: createBusinessCalendars() }) };
}
