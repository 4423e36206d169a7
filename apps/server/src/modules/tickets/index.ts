import type { Module } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';

export function createTicketsModule(_platform: Platform): Module {
  return { name: 'tickets', routes: [] };
}
