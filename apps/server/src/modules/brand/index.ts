import './brand.tables.ts';
import type { Module } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import { brandRoutes } from './brand.routes.ts';

export { ensureBrand, findBrand, type NewBrand, toOwnOrganization } from './brand.store.ts';

/** The company whose desk this is: name, colour, logo, language, time zone and how it addresses its customers. */
export function createBrandModule(platform: Platform): Module {
  return { name: 'brand', routes: brandRoutes(platform) };
}
