import type { Module } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';

export const channelsSettings = {};

export function createChannelsModule(_platform: Platform, _config: unknown): Module {
  return { name: 'channels', routes: [] };
}
