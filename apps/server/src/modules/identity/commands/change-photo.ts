import type { StoredImage } from '../../../platform/files/images.ts';
import { rememberFile } from '../../../platform/files/remember-file.ts';
import type { Work } from '../../../platform/work.ts';
import { changeAgent, lockOneAgent } from '../identity.store.ts';

/** Puts one's photo, already stored, or takes it away. */
export async function changePhoto(
  input: { agentId: string; image: StoredImage | null },
  work: Work,
): Promise<void> {
  const { image } = input;
  if (image) await rememberFile(image, work);
  const agent = await lockOneAgent(input, work);
  const changes = { photo_sha256: image?.sha256 ?? null, photo_type: image?.contentType ?? null };
  await changeAgent({ agent, changes }, work);
}
