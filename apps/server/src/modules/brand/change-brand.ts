import type { updateOwnOrganization } from '@ventanilla/contracts/organization';
import type { BodyOf } from '@ventanilla/contracts/route';
import { recordAudit } from '../../platform/audit.ts';
import { AppError } from '../../platform/errors.ts';
import type { StoredImage } from '../../platform/files/images.ts';
import { rememberFile } from '../../platform/files/remember-file.ts';
import type { Work } from '../../platform/work.ts';
import { demandLegible } from './brand.rules.ts';
import { type BrandRow, findBrand } from './brand.store.ts';

/** Changes what is given. Throws `organization.stale_version` or `organization.color_…`. */
export async function changeBrand(
  input: { version: number; change: BodyOf<typeof updateOwnOrganization> },
  work: Work,
): Promise<BrandRow> {
  const { name, color, language, timeZone, addressForm, currency } = input.change;
  const brand = await lockBrand(work);
  if (brand.version !== input.version) throw new AppError('organization.stale_version');
  if (color) demandLegible(color);
  const wanted = { name, color, language, time_zone: timeZone, address_form: addressForm, currency };
  return save({ brand, wanted }, work);
}

/** Puts a logo, already stored, or takes it away. */
export async function changeLogo(image: StoredImage | null, work: Work): Promise<BrandRow> {
  const brand = await lockBrand(work);
  if (image) await rememberFile(image, work);
  const wanted = { logo_sha256: image?.sha256 ?? null, logo_type: image?.contentType ?? null };
  return save({ brand, wanted }, work);
}

async function lockBrand(work: Work): Promise<BrandRow> {
  const brand = await findBrand(work.tx, { lock: true });
  if (!brand) throw new AppError('http.not_found');
  return brand;
}

async function save(input: { brand: BrandRow; wanted: Partial<BrandRow> }, work: Work): Promise<BrandRow> {
  const { brand, wanted } = input;
  const changes = Object.fromEntries(
    Object.entries(wanted).filter(
      ([field, value]) => value !== undefined && value !== brand[field as 'name'],
    ),
  ) as Partial<BrandRow>;
  const fields = Object.keys(changes);
  if (fields.length === 0) return brand;
  await recordAudit(
    { action: 'organization.changed', subjectType: 'brand', subjectId: brand.id, details: { fields } },
    work,
  );
  return work.tx
    .updateTable('brands')
    .set({ ...changes, version: brand.version + 1 })
    .where('id', '=', brand.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
