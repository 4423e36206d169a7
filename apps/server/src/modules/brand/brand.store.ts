import type { Language } from '@ventanilla/contracts/common';
import type { OwnOrganization } from '@ventanilla/contracts/organization';
import type { Selectable } from 'kysely';
import type { Database, Db } from '../../platform/db/database.ts';
import { keepPlan } from '../../platform/db/kept-plans.ts';
import { imageVersion } from '../../platform/files/images.ts';
import type { Work } from '../../platform/work.ts';
import { demandLegible } from './brand.rules.ts';

export type BrandRow = Selectable<Database['brands']>;

export interface NewBrand {
  name: string;
  /** IANA name. */
  timeZone: string;
  language: Language;
  /** `#rrggbb`; left out: Ventanilla's own. */
  color?: string | undefined;
  addressForm?: 'tu' | 'usted' | undefined;
}

/** The company whose desk this is; null before the set-up. `lock` holds its row to the end of the transaction. */
export async function findBrand(db: Db, options: { lock?: boolean } = {}): Promise<BrandRow | null> {
  const query = db.selectFrom('brands').selectAll().orderBy('created_at').orderBy('id').limit(1);
  const asked = options.lock ? query.forUpdate() : query.modifyEnd(keepPlan);
  return (await asked.executeTakeFirst()) ?? null;
}

/** Adds the company where there is none yet. Throws `organization.color_…` for a colour that cannot be read. */
export async function ensureBrand(input: NewBrand, work: Work): Promise<void> {
  if (input.color) demandLegible(input.color);
  if (await findBrand(work.tx)) return;
  await work.tx
    .insertInto('brands')
    .values({
      id: work.ids.uuid(),
      name: input.name,
      language: input.language,
      time_zone: input.timeZone,
      created_at: work.now,
      logo_sha256: null,
      logo_type: null,
      ...(input.color ? { color: input.color } : {}),
      ...(input.addressForm ? { address_form: input.addressForm } : {}),
    })
    .execute();
}

export function toOwnOrganization(row: BrandRow): OwnOrganization {
  return {
    name: row.name,
    color: row.color,
    logoUrl: row.logo_sha256 && `/api/v1/brand/logo?v=${imageVersion(row.logo_sha256)}`,
    language: row.language,
    timeZone: row.time_zone,
    addressForm: row.address_form,
    currency: row.currency,
    version: row.version,
  };
}
