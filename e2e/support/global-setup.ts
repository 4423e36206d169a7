import { rmSync } from 'node:fs';
import { startProduct, templateVariable } from './product.ts';

/**
 * Makes a data folder whose database is created and migrated, and where nobody has been set up: each office begins with
 * a copy of it and saves those seconds. A newcomer's first start has journeys of its own, on an empty folder.
 */
export default async function makeTemplate(): Promise<() => void> {
  const product = await startProduct();
  await product.stop();
  process.env[templateVariable] = product.dataDir;
  return () => rmSync(product.dataDir, { recursive: true, force: true, maxRetries: 3 });
}
