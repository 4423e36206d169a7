import { type Blueprint, blueprint, blueprintFormat } from '@ventanilla/contracts/blueprint-format';
import * as contracts from '@ventanilla/contracts/blueprints';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { createTestApp, seedAgents, type TestApp } from '../../testing/test-app.ts';
import { randomBlueprint } from './test-ground/random-blueprint.ts';

const opened: TestApp[] = [];
afterAll(async () => {
  for (const app of opened) await app.close();
});

/** An installation that nobody touched yet. */
async function open() {
  const app = await createTestApp();
  opened.push(app);
  const [admin] = (await seedAgents(app, [{ name: 'Ada Jefa', roleKey: 'admin' }])) as [string];
  return {
    async apply(document: Blueprint) {
      const body = { source: { kind: 'file' as const, blueprint: document } };
      const done = await app.call(contracts.applyBlueprint, { as: admin, body });
      expect([done.status, done.status === 200 ? null : done.body]).toEqual([200, null]);
    },
    async changes(document: Blueprint) {
      const body = { source: { kind: 'file' as const, blueprint: document } };
      return (await app.call(contracts.previewBlueprint, { as: admin, body })).body.changes;
    },
    exported: async () => (await app.call(contracts.exportBlueprint, { as: admin })).body,
  };
}

test('whatever a house is like, exported and applied elsewhere it is the same, and at home there is nothing to change', async () => {
  await fc.assert(
    fc.asyncProperty(randomBlueprint, async (made) => {
      const document = blueprint.parse({ format: blueprintFormat, key: 'trial', name: 'De prueba', ...made });
      const here = await open();
      await here.apply(document);
      expect(await here.changes(document)).toEqual([]);
      const { blueprint: first, leftOut } = await here.exported();
      expect(leftOut).toEqual([]);
      for (const { name } of document.departments)
        expect(first.departments.map((one) => one.name)).toContain(name);
      const there = await open();
      await there.apply(first);
      expect((await there.exported()).blueprint).toEqual(first);
    }),
    { numRuns: 3, endOnFailure: true },
  );
}, 120_000);
