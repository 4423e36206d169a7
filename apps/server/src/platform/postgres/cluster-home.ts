import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DataLayout, layoutOf, openDataRoot, openWayTo } from './data-folders.ts';
import { EmbeddedPostgresError } from './postgres.errors.ts';
import { choosePostgresUser } from './system-user.ts';

/** Where the clusters of closed data folders lie. */
export const defaultShelter = '/var/lib/ventanilla/clusters';

/** Left in a data folder whose cluster lies elsewhere, for whoever looks for it. */
const noteName = 'postgres-location.txt';

/**
 * Where the cluster of a data folder lies: in it, or, when root keeps it where the user that runs PostgreSQL may
 * not pass (below /root, say), in a folder of its own in the shelter, named by a hash of the data folder's path.
 * PostgreSQL refuses to run as root, and opening other people's folders is not ours to do. A cluster that exists
 * stays where it is, also after the folder was opened.
 */
export async function findClusterHome(input: { dataRoot: string; shelter: string }): Promise<DataLayout> {
  const wished = await openDataRoot(input.dataRoot);
  const uid = process.getuid?.() ?? -1;
  if (uid !== 0 || hasCluster(wished)) return wished;
  const sheltered = shelteredLayout({ root: wished.root, shelter: input.shelter });
  if (!hasCluster(sheltered) && (await isReachable(wished))) return wished;
  const home = await openDataRoot(sheltered.root);
  await writeFile(join(wished.root, noteName), `${home.dataDir}\n`);
  return home;
}

/** The layouts to look at for a server that runs on a data folder, the likelier one first. */
export function possibleLayouts(input: { root: string; shelter: string }): DataLayout[] {
  const inPlace = layoutOf(input.root);
  const sheltered = shelteredLayout(input);
  return hasCluster(inPlace) ? [inPlace] : [sheltered, inPlace];
}

function shelteredLayout(input: { root: string; shelter: string }): DataLayout {
  const hash = createHash('sha256').update(input.root).digest('hex').slice(0, 12);
  return layoutOf(join(input.shelter, hash));
}

function hasCluster(layout: DataLayout): boolean {
  return existsSync(join(layout.dataDir, 'PG_VERSION'));
}

async function isReachable(layout: DataLayout): Promise<boolean> {
  const user = await choosePostgresUser({ uid: 0, clusterOwnerUid: null });
  try {
    await openWayTo({ layout, user });
    return true;
  } catch (error) {
    if (error instanceof EmbeddedPostgresError && error.code === 'postgres.folder_closed') return false;
    throw error;
  }
}
