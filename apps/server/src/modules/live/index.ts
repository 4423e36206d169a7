import type { Module } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';

export function createLiveModule(_platform: Platform): Module {
  return { name: 'live', routes: [] };
}
