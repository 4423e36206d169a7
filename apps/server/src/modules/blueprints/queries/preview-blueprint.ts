import type { Blueprint } from '@ventanilla/contracts/blueprint-format';
import type { BlueprintDifference } from '@ventanilla/contracts/blueprints';
import type { Db } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';
import { adoptKeys } from '../rules/adopt-keys.rules.ts';
import { type Comparison, compareBlueprint } from '../rules/compare.rules.ts';
import { tellDifference } from '../rules/difference.rules.ts';
import { findFault } from '../rules/references.rules.ts';
import { readConfiguration } from './read-configuration.ts';

/**
 * What a blueprint would do to the present configuration, as steps and as people read it. Throws
 * `blueprints.unknown_reference` and `blueprints.repeated`, which say where in the document.
 */
export async function previewBlueprint(
  input: { blueprint: Blueprint },
  db: Db,
): Promise<{ comparison: Comparison; difference: BlueprintDifference }> {
  const { blueprint: present } = await readConfiguration(db);
  const fault = findFault({ wanted: input.blueprint, present });
  if (fault) throw new AppError(fault.code, { params: { path: fault.path, name: fault.name } });
  const wanted = adoptKeys({ wanted: input.blueprint, present });
  const comparison = compareBlueprint({ wanted, present });
  return { comparison, difference: tellDifference(comparison, { wanted, present }) };
}
