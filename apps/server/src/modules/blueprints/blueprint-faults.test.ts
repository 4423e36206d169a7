import { type Blueprint, blueprintFormat } from '@ventanilla/contracts/blueprint-format';
import { exportBlueprint, previewBlueprint } from '@ventanilla/contracts/blueprints';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, seedAgents, type TestApp } from '../../testing/test-app.ts';

let app: TestApp;
let admin: string;

beforeAll(async () => {
  app = await createTestApp();
  [admin] = (await seedAgents(app, [{ name: 'Ada Jefa', roleKey: 'admin' }])) as [string];
});
afterAll(() => app.close());

const preview = (source: object) => app.call(previewBlueprint, { as: admin, body: { source } as never });
const file = (document: object) => ({
  kind: 'file',
  blueprint: { format: blueprintFormat, key: 'trial', name: 'De prueba', ...document },
});

describe('a document with faults', () => {
  const wrong = { types: [{ key: 'a', name: 7 }] };

  test('of its shape: says where in the file, in the reader’s language', async () => {
    const told = async (language: 'es' | 'en') => {
      await sql`update agents set language = ${language} where id = ${admin}`.execute(app.platform.db);
      return (await preview(file(wrong))).body as unknown as { issues: { path: string; message: string }[] };
    };
    const spanish = await told('es');
    const english = await told('en');
    expect(spanish.issues[0]).toMatchObject({ path: 'body.source.blueprint.types.0.name' });
    expect(spanish.issues[0]?.message).toMatch(/^Entrada inválida/);
    expect(english.issues[0]?.message).toMatch(/^Invalid input/);
  });

  test.each<[string, object, string, Record<string, string>]>([
    [
      'what it names and nobody has',
      { departments: [{ name: 'A', kind: 'internal', rules: { close: { teams: ['Nadie'] } } }] },
      'blueprints.unknown_reference',
      { path: 'departments.0.rules.close.teams.0', name: 'Nadie' },
    ],
    [
      'what it says twice',
      {
        types: [
          { key: 'a', name: 'A' },
          { key: 'a', name: 'B' },
        ],
      },
      'blueprints.repeated',
      { path: 'types.1.key', name: 'B' },
    ],
  ])('%s is told with its place in the file', async (_, document, code, params) => {
    const refused = await preview(file(document));
    expect(refused.code).toBe(code);
    expect((refused.body as unknown as { params: object }).params).toEqual(params);
  });

  test('of another format, or with something that no blueprint has, is refused', async () => {
    const whole: Partial<Blueprint> = (await app.call(exportBlueprint, { as: admin })).body.blueprint;
    expect((await preview({ kind: 'file', blueprint: { ...whole, format: 'otro' } })).status).toBe(400);
    expect((await preview({ kind: 'file', blueprint: { ...whole, agents: [] } })).status).toBe(400);
    expect((await preview({ kind: 'shipped', key: 'otra' })).code).toBe('blueprints.not_found');
    // What every object has, and what the history tells by its own name, is no key of anything new.
    for (const key of ['constructor', '__proto__', 'priority']) {
      const field = { key, name: 'Campo', kind: 'text' };
      expect((await preview({ kind: 'file', blueprint: { ...whole, fields: [field] } })).status).toBe(400);
    }
  });
});
