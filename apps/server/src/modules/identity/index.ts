import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import type { Module } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';

export const identitySettings = {};

export interface IdentityModule extends Module {
  authenticate(request: FastifyRequest): Promise<Actor | null>;
}

export function createIdentityModule(_platform: Platform, _config: unknown): IdentityModule {
  return { name: 'identity', routes: [], authenticate: async () => null };
}
