import type { Blueprint } from '@ventanilla/contracts/blueprint-format';
import * as contracts from '@ventanilla/contracts/blueprints';
import type { BodyOf } from '@ventanilla/contracts/route';
import { AppError } from '../../platform/errors.ts';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { applyBlueprint } from './commands/apply-blueprint.ts';
import { previewBlueprint } from './queries/preview-blueprint.ts';
import { readConfiguration } from './queries/read-configuration.ts';
import { describeBlueprint, shippedBlueprints } from './shipped-blueprints.ts';

/** Throws `blueprints.not_found`. */
function blueprintOf({ source }: BodyOf<typeof contracts.previewBlueprint>): Blueprint {
  if (source.kind === 'file') return source.blueprint;
  const found = shippedBlueprints().find(({ key }) => key === source.key);
  if (!found) throw new AppError('blueprints.not_found');
  return found;
}

export function blueprintRoutes({ db }: Pick<Platform, 'db'>): RouteBinding[] {
  return [
    route(contracts.listBlueprints, async () => ({ items: shippedBlueprints().map(describeBlueprint) })),
    route(contracts.exportBlueprint, () => readConfiguration(db)),
    route(contracts.previewBlueprint, async ({ body }) => {
      const { difference } = await previewBlueprint({ blueprint: blueprintOf(body) }, db);
      return difference;
    }),
    route(contracts.applyBlueprint, ({ body, transact }) =>
      transact((work) => applyBlueprint({ blueprint: blueprintOf(body), seen: body.seen }, work)),
    ),
  ];
}
