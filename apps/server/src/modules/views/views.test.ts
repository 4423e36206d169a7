import { createTeam } from '@ventanilla/contracts/department-rules';
import * as contract from '@ventanilla/contracts/views';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { createTestApp, seedAgents, type TestApp } from '../../testing/test-app.ts';

type Body = z.input<typeof contract.createView.body>;

let app: TestApp;
let ana: string;
let beto: string;
let sofia: string;
let team: string;

beforeAll(async () => {
  app = await createTestApp();
  let admin: string;
  [admin, ana, beto, sofia] = (await seedAgents(app, [
    { name: 'Ada Jefa', roleKey: 'admin' },
    { name: 'Ana Solis' },
    { name: 'Beto Ruiz' },
    { name: 'Sofia Jefa', roleKey: 'supervisor' },
  ])) as [string, string, string, string];
  team = (await app.call(createTeam, { as: admin, body: { name: 'Mañana', memberIds: [ana] } })).body.id;
});
afterAll(() => app.close());

const mine: Body = {
  name: 'Lo urgente',
  colour: 'red',
  filter: { field: 'priority', op: 'at_least', values: ['urgent'] },
  sort: 'clock',
  layout: { columns: [{ key: 'subject', width: 320 }], density: 'compact' },
  audience: 'personal',
  teamId: null,
};
const create = (as: string, changes: Partial<Body> = {}) =>
  app.call(contract.createView, { as, body: { ...mine, ...changes } });
const names = async (as: string) =>
  (await app.call(contract.listViews, { as })).body.items.map(({ name }) => name);
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });

describe('saved views', () => {
  test('one’s own is kept whole, said in words, and seen by nobody else', async () => {
    const { body, status } = await create(ana);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...mine,
      text: 'prioridad:>=urgente',
      mine: true,
      canChange: true,
      version: 1,
    });
    expect(await names(ana)).toEqual(['Lo urgente']);
    expect(await names(beto)).toEqual([]);
    const params = { viewId: body.id };
    expect((await app.call(contract.deleteView, { as: beto, params })).status).toBe(404);
    expect(
      (await app.call(contract.updateView, { as: sofia, params, headers: ifMatch(1), body: { name: 'X' } }))
        .status,
    ).toBe(404);
  });

  test('a second one of the same name is refused, another person’s is not', async () => {
    expect((await create(ana, { name: 'LO URGENTE' })).status).toBe(409);
    expect((await create(beto)).status).toBe(201);
  });

  test('with everybody shares whoever may; they see it, and change it no more than it is theirs', async () => {
    expect((await create(ana, { name: 'De todos', audience: 'everyone' })).status).toBe(403);
    const { body } = await create(sofia, { name: 'De todos', audience: 'everyone' });
    expect(await names(beto)).toEqual(['Lo urgente', 'De todos']);
    const params = { viewId: body.id };
    expect((await app.call(contract.deleteView, { as: beto, params })).status).toBe(403);
  });

  test('with a team shares whoever is of it, and only its people see it', async () => {
    const body = { name: 'Del turno', audience: 'team' as const, teamId: team };
    expect((await create(beto, body)).status).toBe(403);
    expect((await create(ana, body)).status).toBe(201);
    expect(await names(beto)).not.toContain('Del turno');
    expect(await names(ana)).toContain('Del turno');
    expect((await create(sofia, { ...body, name: 'De nadie', teamId: null })).status).toBe(400);
  });

  test('a name without anything to see is refused', async () => {
    for (const name of ['\u200b\u2060', '\u3164', '\u200f \u061c'])
      expect((await create(ana, { name })).status).toBe(400);
    expect((await create(ana, { name: 'Familias 👨‍👩‍👧' })).body.name).toBe('Familias 👨‍👩‍👧');
  });

  test('who changes what somebody else changed since is told, and nothing is lost', async () => {
    const { body } = await create(ana, { name: 'De hoy' });
    const params = { viewId: body.id };
    const change = (version: number, name: string) =>
      app.call(contract.updateView, { as: ana, params, headers: ifMatch(version), body: { name } });
    expect((await change(1, 'De ayer')).body).toMatchObject({ name: 'De ayer', sort: 'clock', version: 2 });
    expect((await change(1, 'Otra')).status).toBe(409);
  });

  test('removed, it is put back as it was', async () => {
    const { body } = await create(ana, { name: 'De paso' });
    const params = { viewId: body.id };
    expect((await app.call(contract.deleteView, { as: ana, params })).status).toBe(204);
    expect(await names(ana)).not.toContain('De paso');
    expect((await app.call(contract.restoreView, { as: ana, params })).body).toEqual(body);
  });

  test('a filter that is none is refused', async () => {
    const filter = { field: 'priority', op: 'before', moment: 'today' } as unknown as Body['filter'];
    expect((await create(ana, { name: 'Rara', filter })).status).toBe(400);
  });
});
