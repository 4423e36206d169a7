import * as contracts from '@ventanilla/contracts/organization';
import { AppError } from '../../platform/errors.ts';
import { sendImage, storeImage } from '../../platform/files/images.ts';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { findBrand, toOwnOrganization } from './brand.store.ts';
import { changeBrand, changeLogo } from './change-brand.ts';

export function brandRoutes(platform: Platform): RouteBinding[] {
  const { db } = platform;
  return [
    route(contracts.getBrand, async () => {
      const brand = await findBrand(db);
      if (!brand) return { name: '', color: '#5046b8', logoUrl: null, language: 'es' as const };
      const { name, color, logoUrl, language } = toOwnOrganization(brand);
      return { name, color, logoUrl, language };
    }),
    route(contracts.getLogo, async ({ reply }) => {
      const brand = await findBrand(db);
      if (!brand?.logo_sha256 || !brand.logo_type) throw new AppError('organization.no_logo');
      const image = { sha256: brand.logo_sha256, contentType: brand.logo_type };
      return sendImage({ ...image, reply, shared: true }, platform);
    }),
    route(contracts.getOwnOrganization, async ({ actor }) => {
      // A program with a key asks by other routes; this one is for whoever is signed in.
      if (actor.kind !== 'agent') throw new AppError('auth.forbidden');
      const brand = await findBrand(db);
      if (!brand) throw new AppError('http.not_found');
      return toOwnOrganization(brand);
    }),
    route(contracts.updateOwnOrganization, ({ body, ifMatch, transact }) =>
      transact(async (work) =>
        toOwnOrganization(await changeBrand({ version: ifMatch, change: body }, work)),
      ),
    ),
    route(contracts.putLogo, async ({ body, transact }) => {
      const image = await storeImage(body, platform);
      return transact(async (work) => toOwnOrganization(await changeLogo(image, work)));
    }),
    route(contracts.removeLogo, ({ transact }) =>
      transact(async (work) => toOwnOrganization(await changeLogo(null, work))),
    ),
  ];
}
