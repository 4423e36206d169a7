import { blueprint, blueprintFormat } from '@ventanilla/contracts/blueprint-format';
import * as contracts from '@ventanilla/contracts/blueprints';
import { readBoard } from '@ventanilla/contracts/board-content';
import { addColumn, createBoard } from '@ventanilla/contracts/boards';
import {
  createField,
  createTag,
  createTicketType,
  getClassification,
  setForm,
} from '@ventanilla/contracts/classification';
import {
  createTeam,
  getDepartmentSettings,
  listTeams,
  updateDepartmentSettings,
} from '@ventanilla/contracts/department-rules';
import { createDepartment, listDepartments, updateDepartment } from '@ventanilla/contracts/departments';
import { createRole } from '@ventanilla/contracts/roles';
import { createSlaPolicy } from '@ventanilla/contracts/sla';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { agentNewsChannel } from '../../platform/agent-news.ts';
import { createTestApp, seedAgents, type TestApp } from '../../testing/test-app.ts';

let app: TestApp;
let admin: string;
let ana: string;
/** For what is only read, and what is refused. */
let still: Awaited<ReturnType<typeof openApp>>;
const opened: TestApp[] = [];

async function openApp() {
  const made = await createTestApp();
  opened.push(made);
  const [first, second] = (await seedAgents(made, [
    { name: 'Ada Jefa', roleKey: 'admin' },
    { name: 'Ana Solis' },
  ])) as [string, string];
  return { made, admin: first, ana: second };
}

/** One that nobody touched yet. */
async function begin() {
  ({ made: app, admin, ana } = await openApp());
}

beforeAll(async () => {
  still = await openApp();
});
beforeEach(() => {
  ({ made: app, admin, ana } = still);
});
afterAll(async () => {
  for (const one of opened) await one.close();
});

type Source = { kind: 'shipped'; key: string } | { kind: 'file'; blueprint: unknown };
const shipped = (key: string): Source => ({ kind: 'shipped', key });
const file = (document: object): Source => ({
  kind: 'file',
  blueprint: { format: blueprintFormat, key: 'trial', name: 'De prueba', ...document },
});
const apply = (source: Source, seen?: string, to = { app, admin }) =>
  to.app.call(contracts.applyBlueprint, {
    as: to.admin,
    body: { source, ...(seen === undefined ? {} : { seen }) } as never,
  });
const preview = (source: Source) =>
  app.call(contracts.previewBlueprint, { as: admin, body: { source } as never });
const exported = async (from = { app, admin }) =>
  (await from.app.call(contracts.exportBlueprint, { as: from.admin })).body;

describe('those that come with the product', () => {
  test('each says what one begins with, and the neutral one is what an installation begins with', async () => {
    const { body } = await app.call(contracts.listBlueprints, { as: admin });
    expect(body.items.map(({ key }) => key)).toEqual(['neutral', 'weknow', 'postcenter']);
    const weknow = body.items.find(({ key }) => key === 'weknow')!;
    const departments = weknow.contents.find(({ kind }) => kind === 'departments')!;
    expect(departments.items.map(({ name }) => name)).toEqual([
      'Soporte Técnico',
      'Educación',
      'Capacitación',
      'Sistemas',
    ]);
    expect((await preview(shipped('neutral'))).body).toMatchObject({
      changes: [],
      reordered: [],
      untouched: [],
    });
  });

  test('one after the other adds and changes, and takes nothing away; new teams begin with whoever applies it', async () => {
    await begin();
    await apply(shipped('weknow'));
    const teams = (await app.call(listTeams, { as: admin })).body.items;
    const reception = teams.find(({ name }) => name === 'Recepción de Educación');
    expect(reception).toMatchObject({ note: 'En el documento: Lucero, Majo y Saray', memberIds: [admin] });
    await apply(shipped('postcenter'));
    const { body } = await app.call(listDepartments, { as: admin });
    expect(body.items.filter(({ active }) => active)).toHaveLength(4);
    const { statuses } = (await exported()).blueprint;
    expect(statuses.map(({ name }) => name)).toContain('No abordado');
  });
});

describe('applied, exported, applied elsewhere', () => {
  test.each(['neutral', 'weknow', 'postcenter'])(
    '%s is applied as it was shown; again there is nothing to change or write; elsewhere it is equal',
    async (key) => {
      await begin();
      const before = (await preview(shipped(key))).body;
      const done = await apply(shipped(key), before.seen);
      expect(done.status, JSON.stringify(done.body)).toBe(200);
      expect(done.body).toEqual(before);
      const events = async () =>
        (await sql<{ count: string }>`select count(*) from events`.execute(app.platform.db)).rows[0]!.count;
      const written = await events();
      expect((await apply(shipped(key))).body).toMatchObject({ changes: [], reordered: [] });
      expect(await events()).toBe(written);

      const { blueprint: first, leftOut } = await exported();
      expect(leftOut).toEqual([]);
      expect(blueprint.parse(first)).toEqual(first);
      const { made, admin: other } = await openApp();
      const there = { app: made, admin: other };
      const elsewhere = await apply({ kind: 'file', blueprint: first }, undefined, there);
      expect(elsewhere.status, JSON.stringify(elsewhere.body)).toBe(200);
      expect((await exported(there)).blueprint).toEqual(first);
    },
  );

  test('so is what an administrator made by hand: own keys, a role, rules of a department, a filter by its name', async () => {
    await begin();
    const type = await app.call(createTicketType, { as: admin, body: { name: 'Reclamo' } });
    await app.call(createTag, { as: admin, body: { facetKey: 'attention', name: 'Urgencia' } });
    const { body: department } = await app.call(createDepartment, { as: admin, body: { name: 'Cobranza' } });
    const { body: team } = await app.call(createTeam, {
      as: admin,
      body: { name: 'Caja', memberIds: [ana] },
    });
    await app.call(updateDepartmentSettings, {
      as: admin,
      params: { departmentId: department.id },
      headers: { 'if-match': `"${department.version}"` },
      body: {
        rules: { close: { teamIds: [team.id] }, flags: { green: { owner: true } }, atMost: 7 },
        notices: { closed: {}, 'flag:green': { teamIds: [team.id] } },
      },
    });
    await app.call(createRole, {
      as: admin,
      body: {
        name: 'Caja',
        permissions: ['tickets:read', 'tickets:reply'],
        scope: 'departments',
        narrower: {},
      },
    });
    await app.call(createSlaPolicy, {
      as: admin,
      body: {
        name: 'Cobranza rápida',
        filter: {
          and: [
            { field: 'department', op: 'any_of', values: [department.id] },
            { field: 'type', op: 'any_of', values: [type.body.key] },
          ],
        },
        calendarId: null,
        targets: { resolution: { target: { kind: 'end_of_day', cutOffMs: 0 }, warn: null } },
        pauses: {},
        active: true,
      },
    });
    // A department that was retired keeps what it asked for.
    const { body: field } = await app.call(createField, { as: admin, body: { name: 'Folio', kind: 'text' } });
    const { body: old } = await app.call(createDepartment, { as: admin, body: { name: 'Antiguo' } });
    const fields = [{ fieldKey: field.key, required: null }];
    await app.call(setForm, {
      as: admin,
      headers: { 'if-match': '"0"' },
      body: { place: 'department', placeKey: old.id, fields },
    });
    await app.call(updateDepartment, {
      as: admin,
      params: { departmentId: old.id },
      headers: { 'if-match': `"${old.version}"` },
      body: { active: false },
    });
    const { blueprint: first, leftOut } = await exported();
    expect(leftOut).toEqual([]);
    expect(first.forms).toContainEqual(expect.objectContaining({ of: 'Antiguo' }));
    expect(JSON.stringify(first)).not.toMatch(new RegExp([admin, ana, team.id, department.id].join('|')));
    const { made, admin: other } = await openApp();
    const there = { app: made, admin: other };
    const done = await apply({ kind: 'file', blueprint: first }, undefined, there);
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    expect((await exported(there)).blueprint).toEqual(first);
  });
});

describe('a running installation', () => {
  test('what people made stays, and what has the name of something of the blueprint is taken for it', async () => {
    await begin();
    const own = await app.call(createTicketType, { as: admin, body: { name: 'Extras' } });
    const mine = await app.call(createTicketType, { as: admin, body: { name: 'Reclamo' } });
    await app.call(createDepartment, { as: admin, body: { name: 'EDUCACIÓN', description: 'La nuestra' } });
    const difference = (await preview(shipped('weknow'))).body;
    expect(difference.untouched).toContainEqual({
      kind: 'types',
      names: [{ name: 'Reclamo', nameEn: null }],
    });
    await apply(shipped('weknow'), difference.seen);
    const { types, priorities } = (await app.call(getClassification, { as: admin })).body;
    expect(types.filter(({ name }) => name === 'Extras').map(({ key }) => key)).toEqual([own.body.key]);
    expect(types.find(({ key }) => key === mine.body.key)?.active).toBe(true);
    expect(types.find(({ key }) => key === 'question')?.active).toBe(false);
    expect(priorities.find(({ key }) => key === 'normal')?.typeKeys).toEqual(['task', own.body.key].sort());
    const { body } = await app.call(listDepartments, { as: admin });
    expect(body.items.find(({ name }) => name === 'EDUCACIÓN')?.description).toBe('La nuestra');
    expect(body.items).toHaveLength(4);
  });

  test('people who are named in its rules and notices stay named, and never leave it', async () => {
    await begin();
    await apply(shipped('weknow'));
    const { body } = await app.call(listDepartments, { as: admin });
    const { id: departmentId } = body.items.find(({ name }) => name === 'Sistemas')!;
    const settings = async () =>
      (await app.call(getDepartmentSettings, { as: admin, params: { departmentId } })).body;
    const before = await settings();
    const people = { agentIds: [ana], teamIds: [] };
    await app.call(updateDepartmentSettings, {
      as: admin,
      params: { departmentId },
      headers: { 'if-match': `"${before.version}"` },
      body: { rules: { close: people, take: people }, notices: { closed: people } },
    });
    const { blueprint: first, leftOut } = await exported();
    expect(leftOut).toEqual([{ kind: 'departments', name: 'Sistemas', isWhole: false }]);
    expect(JSON.stringify(first)).not.toContain(ana);
    await apply(shipped('weknow'));
    const after = await settings();
    expect(after.rules.close.agentIds).toEqual([ana]);
    expect(after.rules.close.teamIds).toEqual(before.rules.close.teamIds);
    expect(after.rules.take.agentIds).toEqual([ana]);
    expect((await preview(shipped('weknow'))).body.changes).toEqual([]);
  });

  test('a policy about people is left out of the export whole, and said so', async () => {
    await begin();
    await app.call(createSlaPolicy, {
      as: admin,
      body: {
        name: 'De Ana',
        filter: { field: 'owner', op: 'any_of', values: [ana] },
        calendarId: null,
        targets: {},
        pauses: {},
        active: true,
      },
    });
    const { blueprint: first, leftOut } = await exported();
    expect(leftOut).toEqual([{ kind: 'policies', name: 'De Ana', isWhole: true }]);
    expect(first.policies.map(({ name }) => name)).toEqual(['General']);
  });

  test('a shared board keeps its columns but those about people, and those that somebody adds stay behind', async () => {
    await begin();
    const filtered = (name: string, values: string[]) => ({
      name,
      colour: null,
      source: { kind: 'filter' as const, filter: { field: 'owner' as const, op: 'any_of' as const, values } },
      sort: '-activity' as const,
      shows: [],
    });
    const made = { name: 'Turno', audience: 'everyone' as const, teamId: null, copyOf: null };
    const { body: board } = await app.call(createBoard, { as: admin, body: made });
    const params = { boardId: board.id! };
    const columns = [filtered('De Ana', [ana]), filtered('Míos', ['@own'])];
    for (const [at, body] of columns.entries())
      await app.call(addColumn, {
        as: admin,
        params,
        headers: { 'if-match': `"${board.version + at}"` },
        body,
      });
    const { blueprint: first, leftOut } = await exported();
    expect(leftOut).toEqual([{ kind: 'boards', name: 'Turno', isWhole: false }]);
    expect(first.boards).toEqual([{ name: 'Turno', team: null, columns: [columns[1]] }]);

    const answered = { name: 'Listos', source: { kind: 'builtIn', key: 'answered' } };
    const source = file({ boards: [{ name: 'turno', columns: [answered] }] });
    const [change] = (await preview(source)).body.changes;
    expect(change).toMatchObject({ kind: 'boards', name: 'Turno', action: 'change' });
    expect(change?.fields).toEqual([{ field: 'columns', from: ['Míos'], to: ['Listos', 'Míos'] }]);
    const listener = new pg.Client({ connectionString: app.database.url });
    await listener.connect();
    const heard: unknown[] = [];
    listener.on('notification', ({ payload }) => heard.push(JSON.parse(payload ?? '')));
    await listener.query(`listen ${agentNewsChannel}`);
    expect((await apply(source)).status).toBe(200);
    // Whoever has it open sees what became of it.
    await expect.poll(() => heard).toContainEqual({ agentId: ana, event: 'boards', data: params });
    await listener.end();
    const { body: now } = await app.call(readBoard, { as: ana, params });
    expect([now.name, now.ownerName]).toEqual(['Turno', 'Ada Jefa']);
    expect(now.columns.map(({ name }) => name)).toEqual(['Listos', 'Míos', 'De Ana']);
    expect((await preview(source)).body.changes).toEqual([]);
  });

  test('whoever read a difference that is no longer so is told, and nothing is done', async () => {
    await begin();
    const { seen } = (await preview(shipped('weknow'))).body;
    await app.call(createTicketType, { as: admin, body: { name: 'Extras' } });
    expect((await apply(shipped('weknow'), seen)).code).toBe('blueprints.stale');
    expect((await app.call(listDepartments, { as: admin })).body.items).toEqual([]);
  });

  test('what fails half way leaves nothing behind', async () => {
    // One name twice, once each in two ways that never change: nothing can be taken for the other.
    const statuses = [
      {
        key: 'mine',
        name: 'Abierto',
        nameEn: 'Open',
        category: 'closed',
        publicName: 'A',
        publicNameEn: 'A',
      },
    ];
    const document = {
      departments: [{ name: 'Cobranza', kind: 'internal' }],
      types: [{ key: 'a', name: 'A' }],
      statuses,
    };
    expect((await apply(file(document))).code).toBe('classification.name_taken');
    expect((await app.call(getClassification, { as: admin })).body.types.map(({ key }) => key)).not.toContain(
      'a',
    );
  });

  test('who may shape the house but not its time or roles cannot do so through a blueprint', async () => {
    await begin();
    const { body: role } = await app.call(createRole, {
      as: admin,
      body: { name: 'Casa', permissions: ['organization:manage'], scope: 'all', narrower: {} },
    });
    await sql`update agents set role_key = ${role.key} where id = ${ana}`.execute(app.platform.db);
    const as = ana;
    const source = shipped('neutral') as never;
    expect((await app.call(contracts.applyBlueprint, { as, body: { source } })).status).toBe(200);
    const changing = shipped('weknow') as never;
    const refused = await app.call(contracts.applyBlueprint, { as, body: { source: changing } });
    expect(refused.code).toBe('auth.forbidden');
  });
});
