import type { Platform } from '../../../../platform/platform.ts';
import { findBrand } from '../../../brand/index.ts';
import type { MailLogo, MailLook } from './mail-frame.ts';

/** A logo beyond this would weigh more than what is written. */
const logoBytesMax = 150_000;
/** What Outlook on Windows draws too; others get the name. */
const logoTypes: Record<string, string> = { 'image/png': 'logo.png', 'image/jpeg': 'logo.jpg' };

/** The company's looks as they are now; null before the set-up. */
export async function readLook({ db, files }: Pick<Platform, 'db' | 'files'>): Promise<MailLook | null> {
  const brand = await findBrand(db);
  if (!brand) return null;
  const { name, color, language, logo_sha256: sha256, logo_type: contentType } = brand;
  const logo = sha256 && contentType ? await readLogo({ sha256, contentType }, { files }) : null;
  return { name, color, language, logo };
}

async function readLogo(
  { sha256, contentType }: { sha256: string; contentType: string },
  { files }: Pick<Platform, 'files'>,
): Promise<MailLogo | null> {
  const fileName = logoTypes[contentType];
  if (!fileName) return null;
  // A mail without its ornament is better than none.
  const content = await files.read(sha256).catch(() => null);
  if (!content || content.length > logoBytesMax) return null;
  return { contentId: `logo-${sha256.slice(0, 16)}@ventanilla`, fileName, contentType, content };
}
