import * as contract from '@ventanilla/contracts/filter-routes';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDesk, type TestDesk } from '../../test-ground/desk.ts';

let desk: TestDesk;
const parent = '0197b000-0000-7000-8000-000000000001';

beforeAll(async () => {
  desk = await openTestDesk();
  await sql`insert into organizations (id, name, created_at)
    values (${parent}, 'Red Benito', ${desk.app.clock.now()})`.execute(desk.app.platform.db);
});
afterAll(() => desk.app.close());

describe('a filter on its way between text and tree', () => {
  const read = async (text: string, as = desk.ana) =>
    (await desk.app.call(contract.readFilter, { as, query: { text } })).body;

  test('is read with the names of this house, and written with them', async () => {
    const { forms, problems } = await read(
      'de:@red-benito asignado:ana-solis estado:abierto creado:<hace-3d',
    );
    expect(problems).toEqual([]);
    expect(forms?.filter).toEqual({
      and: [
        { field: 'organization', op: 'under', values: [parent] },
        { field: 'owner', op: 'any_of', values: [desk.ana] },
        { field: 'status', op: 'any_of', values: ['open'] },
        { field: 'createdAt', op: 'before', moment: '-3d' },
      ],
    });
    expect(forms?.text).toBe('de:@red-benito asignado:ana-solis estado:abierto creado:<hace-3d');
    expect(forms?.names).toMatchObject({ [parent]: 'Red Benito', [desk.ana]: 'Ana Solis' });
  });

  test('a name that there is not comes with the nearest, and what was wrong with its place', async () => {
    const { forms, problems } = await read('estado:abirto');
    expect(forms).toBeNull();
    expect(problems).toEqual([
      { at: 7, length: 6, code: 'unknown_value', word: 'abirto', field: 'estado', suggestions: ['abierto'] },
    ]);
  });

  test('what may come next is offered: fields, their values, people', async () => {
    const offer = async (text: string) =>
      (await desk.app.call(contract.completeFilter, { as: desk.ana, query: { text, at: text.length } })).body;
    expect((await offer('prio')).items[0]).toEqual({ text: 'prioridad:', label: 'prioridad', kind: 'field' });
    expect((await offer('-asignado:be')).items.map(({ text }) => text)).toEqual(['beto-ruiz']);
    expect(await offer('estado:abierto,en')).toMatchObject({ from: 15, to: 17 });
    expect((await offer('de:@beni')).items.map(({ text }) => text)).toContain('red-benito');
    expect((await offer('creado:<h')).items[0]?.kind).toBe('moment');
  });

  test('of a filter with many conditions the first are counted one by one, and all of them together', async () => {
    const and = Array.from({ length: 40 }, (_, at) => ({ field: 'number', op: 'min', number: at }) as const);
    const { body } = await desk.app.call(contract.previewFilter, { as: desk.ana, body: { filter: { and } } });
    expect(body.steps).toHaveLength(contract.previewStepsMax);
    expect(body.count).toEqual({ value: 0, capped: false });
  });
});
