import { readBoard } from '@ventanilla/contracts/board-content';
import * as contract from '@ventanilla/contracts/boards';
import { createTeam } from '@ventanilla/contracts/department-rules';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { createTestApp, seedAgents, type TestApp } from '../../../testing/test-app.ts';

type Column = z.input<typeof contract.addColumn.body>;

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

const urgent: Column = {
  name: 'Lo urgente',
  colour: 'red',
  source: { kind: 'filter', filter: { field: 'priority', op: 'at_least', values: ['urgent'] } },
  sort: '-priority',
  shows: ['preview', 'owner'],
};
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });
const create = (as: string, name: string, more: Partial<z.input<typeof contract.createBoard.body>> = {}) =>
  app.call(contract.createBoard, {
    as,
    body: { name, audience: 'personal', teamId: null, copyOf: null, ...more },
  });
const add = (as: string, boardId: string, version: number, changes: Partial<Column> = {}) =>
  app.call(contract.addColumn, {
    as,
    params: { boardId },
    headers: ifMatch(version),
    body: { ...urgent, ...changes },
  });
const outline = async (as: string, boardId: string) =>
  (await app.call(readBoard, { as, params: { boardId } })).body;
const names = async (as: string) =>
  (await app.call(contract.listBoards, { as })).body.items.map(({ name }) => name);
const keysOf = (board: { columns: { name: string | null; source: { kind: string; key?: string } }[] }) =>
  board.columns.map(({ name, source }) => name ?? source.key);
const three = ['new', 'answered', 'your_turn'];

describe('the board that everybody has', () => {
  test('is the three columns until it is changed, and is then written down with them', async () => {
    const before = await outline(beto, 'default');
    expect(before).toMatchObject({ id: null, isDefault: true, version: 0, can: ['change'], name: null });
    expect(keysOf(before)).toEqual(three);
    expect((await add(beto, 'default', 1)).status).toBe(409);
    const { body, status } = await add(beto, 'default', 0);
    expect(status).toBe(201);
    expect(body).toMatchObject({ isDefault: true, version: 1 });
    expect(keysOf(body)).toEqual([...three, 'Lo urgente']);
    expect(body.columns[3]).toMatchObject({ ...urgent, timed: false });
    expect((await outline(beto, 'default')).id).toBe(body.id);
    expect(keysOf(await outline(ana, 'default'))).toEqual(three);
    expect(await names(beto)).toEqual([null]);
  });

  test('its built-in columns are changed by their keys too, and brought back as they were', async () => {
    const hidden = await app.call(contract.removeColumn, {
      as: ana,
      params: { boardId: 'default', columnId: 'answered' },
      headers: ifMatch(0),
    });
    expect(keysOf(hidden.body)).toEqual(['new', 'your_turn']);
    const own = await add(ana, 'default', 1);
    const back = await app.call(contract.restoreDefaultColumns, {
      as: ana,
      params: { boardId: 'default' },
      headers: ifMatch(own.body.version),
    });
    expect(keysOf(back.body)).toEqual([...three, 'Lo urgente']);
  });

  test('is neither shared, renamed nor removed', async () => {
    const boardId = (await outline(beto, 'default')).id!;
    const change = await app.call(contract.updateBoard, {
      as: beto,
      params: { boardId },
      headers: ifMatch(1),
      body: { audience: 'everyone' },
    });
    expect(change.status).toBe(409);
    expect((await app.call(contract.deleteBoard, { as: beto, params: { boardId } })).status).toBe(409);
    expect((await app.call(readBoard, { as: ana, params: { boardId } })).status).toBe(404);
  });
});

describe('boards of one’s own', () => {
  test('are made, copied, renamed, removed and put back', async () => {
    const { body, status } = await create(ana, 'Cobranza');
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'Cobranza', columns: [], can: ['change', 'share', 'delete'] });
    expect((await create(ana, 'COBRANZA')).status).toBe(409);
    const params = { boardId: body.id! };
    await add(ana, params.boardId, body.version);
    const copy = await create(ana, 'Otra', { copyOf: params.boardId });
    expect(keysOf(copy.body)).toEqual(['Lo urgente']);
    const renamed = await app.call(contract.updateBoard, {
      as: ana,
      params,
      headers: ifMatch(2),
      body: { name: 'Pagos' },
    });
    expect(renamed.body).toMatchObject({ name: 'Pagos', version: 3 });
    expect((await app.call(contract.deleteBoard, { as: ana, params })).status).toBe(204);
    expect(await names(ana)).toEqual([null, 'Otra']);
    expect((await app.call(readBoard, { as: ana, params })).status).toBe(404);
    const back = await app.call(contract.restoreBoard, { as: ana, params });
    expect(keysOf(back.body)).toEqual(['Lo urgente']);
  });

  test('a column is changed, moved, removed and put back where it was', async () => {
    const { body } = await create(ana, 'De columnas', { copyOf: 'default' });
    const boardId = body.id!;
    const ids = body.columns.map(({ id }) => id);
    const order = [...ids].reverse();
    const moved = await app.call(contract.orderColumns, {
      as: ana,
      params: { boardId },
      headers: ifMatch(1),
      body: { columnIds: order },
    });
    expect(moved.body.columns.map(({ id }) => id)).toEqual(order);
    const params = { boardId, columnId: order[1]! };
    const changed = await app.call(contract.updateColumn, {
      as: ana,
      params,
      headers: ifMatch(2),
      body: { colour: 'green' },
    });
    expect(changed.body.columns[1]).toMatchObject({ id: order[1], colour: 'green' });
    const gone = await app.call(contract.removeColumn, { as: ana, params, headers: ifMatch(3) });
    expect(gone.body.columns.map(({ id }) => id)).toEqual(order.filter((id) => id !== order[1]));
    const back = await app.call(contract.restoreColumn, { as: ana, params, headers: ifMatch(4) });
    expect(back.body.columns.map(({ id }) => id)).toEqual(order);
    const stale = await app.call(contract.removeColumn, { as: ana, params, headers: ifMatch(4) });
    expect(stale).toMatchObject({ status: 409, body: { code: 'boards.stale_version' } });
    const few = await app.call(contract.orderColumns, {
      as: ana,
      params: { boardId },
      headers: ifMatch(5),
      body: { columnIds: order.slice(1) },
    });
    expect(few.status).toBe(404);
  });

  test('a column of a filter has a name', async () => {
    const { body } = await create(ana, 'Sin nombre');
    expect((await add(ana, body.id!, 1, { name: null })).status).toBe(400);
  });

  test('with fifty columns there is room for no more', async () => {
    const { body } = await create(ana, 'Llena');
    for (let version = 1; version <= contract.boardColumnsMax; version += 1)
      expect((await add(ana, body.id!, version, { name: `C${version}` })).status).toBe(201);
    expect((await add(ana, body.id!, contract.boardColumnsMax + 1)).status).toBe(409);
  });
});

describe('a column whose filter is no longer what it was', () => {
  test('says so, and the others work', async () => {
    const { body } = await create(sofia, 'De antes');
    const boardId = body.id!;
    await add(sofia, boardId, 1, { name: 'Entera' });
    const gone = { field: 'priority', op: 'any_of', values: ['never_there', 'urgent'] } as const;
    const filled = await add(sofia, boardId, 2, { source: { kind: 'filter', filter: gone } });
    await add(sofia, boardId, filled.body.version, { name: 'Ilegible' });
    await sql`update board_columns set filter = '{"field":"of_old","op":"is","value":true}'
      where board_id = ${boardId} and name = 'Ilegible'`.execute(app.platform.db);
    const { columns } = await outline(sofia, boardId);
    expect(columns.map(({ problem }) => problem?.code ?? null)).toEqual([
      null,
      'boards.value_gone',
      'boards.filter_unreadable',
    ]);
    expect(columns[1]!.problem!.values).toEqual(['never_there']);
    expect(columns[2]!.source).toEqual({ kind: 'filter' });
  });
});

describe('shared boards', () => {
  test('with everybody shares whoever may; the others read, copy and do not change it', async () => {
    expect((await create(ana, 'De todos', { audience: 'everyone' })).status).toBe(403);
    const { body } = await create(sofia, 'De todos', { audience: 'everyone', copyOf: 'default' });
    expect(await names(beto)).toContain('De todos');
    const boardId = body.id!;
    expect((await outline(beto, boardId)).can).toEqual([]);
    expect((await add(beto, boardId, 1)).status).toBe(403);
    expect((await create(beto, 'Mía', { copyOf: boardId })).status).toBe(201);
  });

  test('with a team shares whoever is of it, and only its people see it', async () => {
    expect((await create(beto, 'Turno', { audience: 'team', teamId: team })).status).toBe(403);
    const { body } = await create(ana, 'Turno', { audience: 'team', teamId: team });
    expect(await names(beto)).not.toContain('Turno');
    expect((await app.call(readBoard, { as: beto, params: { boardId: body.id! } })).status).toBe(404);
  });
});
