import * as contracts from '@ventanilla/contracts/demo';
import { AppError } from '../../platform/errors.ts';
import { route } from '../../platform/http/index.ts';
import type { Module } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import { createPasswordAuth, type IdentityConfig } from '../identity/index.ts';
import { createDemoAdding } from './demo-adding.ts';

/** The example company, which an administrator may add to an installation that is still empty. */
export function createDemoModule(platform: Platform, config: IdentityConfig): Module {
  const adding = createDemoAdding(platform, { auth: createPasswordAuth({ ...platform, config }) });
  return {
    name: 'demo',
    routes: [
      route(contracts.getDemo, () => adding.status()),
      route(contracts.addDemo, ({ actor }) => {
        // Its board becomes somebody's: a program with a key has none.
        if (actor.kind !== 'agent' || actor.id === null) throw new AppError('auth.forbidden');
        return adding.begin({ ownerId: actor.id });
      }),
    ],
    services: [
      {
        name: 'demo',
        role: 'web',
        async start() {},
        stop: () => adding.stop(),
      },
    ],
  };
}
