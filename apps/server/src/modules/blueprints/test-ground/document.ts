import { allRoutes } from '@ventanilla/contracts';
import type { Blueprint } from '@ventanilla/contracts/blueprint-format';
import { applyBlueprint, exportBlueprint } from '@ventanilla/contracts/blueprints';
import { expect, test } from 'vitest';
import { createTestApp, seedAgents, type TestApp } from '../../../testing/test-app.ts';

/**
 * A line of a source document. `holds`: what of the applied configuration says it; `operations`: what the product does
 * by itself, whatever the configuration; `waits`: what it cannot do yet, and why it is not in the blueprint.
 */
export interface DocumentLine {
  /** Slide or paragraph. */
  at: string;
  says: string;
  holds?(configuration: Blueprint): void;
  operations?: readonly string[];
  waits?: string;
}

/** An installation under a blueprint that comes with the product, and what it says of itself afterwards. */
export async function openUnder(
  key: string,
): Promise<{ app: TestApp; admin: string; ana: string; read: Blueprint }> {
  const app = await createTestApp();
  const [admin, ana] = (await seedAgents(app, [
    { name: 'Ada Jefa', roleKey: 'admin' },
    { name: 'Ana Solis' },
  ])) as [string, string];
  const done = await app.call(applyBlueprint, { as: admin, body: { source: { kind: 'shipped', key } } });
  expect(done.status, JSON.stringify(done.body)).toBe(200);
  const { body } = await app.call(exportBlueprint, { as: admin });
  return { app, admin, ana, read: body.blueprint };
}

/** A test for each line that the product can hold; a line that waits must say nothing else. */
export function testLines(lines: readonly DocumentLine[], configuration: () => Blueprint): void {
  const known = new Set(allRoutes.map(({ operationId }) => operationId));
  const now = lines.filter(({ waits }) => waits === undefined);
  test.each(now.map((line) => [line.at, line.says, line] as const))('%s: %s', (_, __, line) => {
    expect(line.holds !== undefined || line.operations !== undefined).toBe(true);
    line.holds?.(configuration());
    expect((line.operations ?? []).filter((operation) => !known.has(operation))).toEqual([]);
  });

  test('what waits is said, and nothing of it is claimed', () => {
    const waiting = lines.filter(({ waits }) => waits !== undefined);
    expect(waiting.filter(({ holds, operations }) => holds || operations)).toEqual([]);
    expect(waiting.every(({ waits }) => waits !== '')).toBe(true);
  });
}
