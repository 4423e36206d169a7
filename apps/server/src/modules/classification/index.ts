import './classification.tables.ts';
import type { Module } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import { classificationRoutes } from './classification.routes.ts';

export { lockClassification } from './classification.store.ts';
export { orderDefinitions } from './commands/order-definitions.ts';
export { setForm } from './commands/set-form.ts';
export { createDefinition, upsertDefinition } from './commands/write-definition.ts';
export type { DefinitionValues } from './definition-kinds.ts';
export { readClassification } from './queries/read-classification.ts';

/** By what tickets are told apart: types, priorities, subjects, tags by facet, flags, statuses and fields. */
export function createClassificationModule(platform: Platform): Module {
  return { name: 'classification', routes: classificationRoutes(platform) };
}
