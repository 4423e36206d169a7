import * as contract from '@ventanilla/contracts/classification';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../../platform/actor.ts';
import { createTestApp, seedAgents, type TestApp } from '../../testing/test-app.ts';
import { type DefinitionValues, orderDefinitions, setForm, upsertDefinition } from './index.ts';

let app: TestApp;
let admin: string;
let ana: string;

beforeAll(async () => {
  app = await createTestApp();
  [admin, ana] = (await seedAgents(app, [{ name: 'Ada Jefa', roleKey: 'admin' }, { name: 'Ana Solis' }])) as [
    string,
    string,
  ];
});
afterAll(() => app.close());

const read = async () => (await app.call(contract.getClassification, { as: ana })).body;
const seen = (version: number) => ({ 'if-match': `"${version}"` });

describe('a new installation', () => {
  test('begins with types, priorities and their matrix, flags, facets and statuses', async () => {
    const all = await read();
    expect(all.types.map(({ name }) => name)).toEqual(['Consulta', 'Problema', 'Tarea', 'Solicitud']);
    expect(all.priorities.map(({ name }) => name)).toEqual(['Baja', 'Normal', 'Urgente', 'Crítica']);
    expect(all.priorities.find(({ key }) => key === 'urgent')).toMatchObject({
      target: { kind: 'end_of_day' },
      typeKeys: ['problem', 'question', 'request', 'task'],
    });
    expect(all.flags.map(({ key, active }) => [key, active])).toEqual([
      ['orange', true],
      ['blue', true],
      ['green', true],
    ]);
    expect(all.facets.map(({ about }) => about)).toEqual(['ticket', 'contact']);
    expect(all.tags.filter(({ mark }) => mark).map(({ key, mark }) => [key, mark])).toEqual([
      ['upset', 'difficult_customer'],
      ['critical_case', 'critical_case'],
    ]);
    expect(all.statuses.map(({ name, category }) => [name, category])).toContainEqual(['Abierto', 'open']);
    expect([all.subjects, all.fields, all.forms]).toEqual([[], [], []]);
  });
});

describe('changing definitions', () => {
  test('a subject with its form is what was written, in the order given', async () => {
    const make = (name: string, kind: 'text' | 'choice') =>
      app.call(contract.createField, { as: admin, body: { name, kind, options: [{ name: 'Docente' }] } });
    const [role, first] = [await make('Rol', 'choice'), await make('Nombre', 'text')];
    expect(role.status).toBe(201);
    expect(role.body.options).toEqual([
      { key: expect.any(String), name: 'Docente', nameEn: null, active: true },
    ]);
    const { body: subject } = await app.call(contract.createSubject, {
      as: admin,
      body: { name: 'Alta', template: 'Necesito dar de alta a {nombre}.', typeKey: 'task' },
    });
    const set = await app.call(contract.setForm, {
      as: admin,
      body: {
        place: 'subject',
        placeKey: subject.key,
        fields: [
          { fieldKey: first.body.key, required: 'create' },
          { fieldKey: role.body.key, required: null },
        ],
      },
      headers: seen(0),
    });
    expect(set.body.forms).toEqual([
      {
        place: 'subject',
        placeKey: subject.key,
        fields: [
          { fieldKey: first.body.key, required: 'create' },
          { fieldKey: role.body.key, required: null },
        ],
        version: 1,
      },
    ]);
    const wrong = { place: 'type' as const, placeKey: 'no-such', fields: [] };
    expect((await app.call(contract.setForm, { as: admin, body: wrong, headers: seen(0) })).code).toBe(
      'classification.not_found',
    );
  });

  test('of two who change one form the second is told, and the first is not undone', async () => {
    const { body: field } = await app.call(contract.createField, {
      as: admin,
      body: { name: 'Serie', kind: 'text' },
    });
    const body = { place: 'always' as const, fields: [{ fieldKey: field.key, required: null }] };
    const set = (version: number, fields: (typeof body)['fields']) =>
      app.call(contract.setForm, { as: admin, body: { ...body, fields }, headers: seen(version) });
    const form = async () => (await read()).forms.find(({ place }) => place === 'always');
    expect((await set(0, body.fields)).status).toBe(200);
    expect((await set(0, [])).code).toBe('classification.stale_version');
    expect(await form()).toMatchObject({ version: 1, fields: [{ fieldKey: field.key }] });
    expect((await set(1, [])).status).toBe(200);
    expect(await form()).toMatchObject({ version: 2, fields: [] });
    const blind = await app.call(contract.setForm, { as: admin, body });
    expect(blind.code).toBe('http.precondition_required');
  });

  test('renaming keeps the key; of two who change it the second is told; the same again changes nothing', async () => {
    const params = { key: 'question' };
    const changed = await app.call(contract.updateTicketType, {
      as: admin,
      params,
      body: { name: 'Pregunta' },
      headers: seen(1),
    });
    expect(changed.body).toMatchObject({ key: 'question', name: 'Pregunta', nameEn: 'Question', version: 2 });
    const late = { as: admin, params, body: { name: 'Duda' }, headers: seen(1) };
    expect((await app.call(contract.updateTicketType, late)).code).toBe('classification.stale_version');
    const same = { as: admin, params, body: { name: 'Pregunta' }, headers: seen(2) };
    expect((await app.call(contract.updateTicketType, same)).body.version).toBe(2);
  });

  test('a name is taken whatever its case while another in use has it, and free once that one is retired', async () => {
    const make = () => app.call(contract.createTicketType, { as: admin, body: { name: 'PROBLEMA' } });
    expect((await make()).code).toBe('classification.name_taken');
    const params = { key: 'problem' };
    const retired = await app.call(contract.updateTicketType, {
      as: admin,
      params,
      body: { active: false },
      headers: seen(1),
    });
    expect(retired.body.active).toBe(false);
    expect((await make()).status).toBe(201);
    const back = { as: admin, params, body: { active: true }, headers: seen(2) };
    expect((await app.call(contract.updateTicketType, back)).code).toBe('classification.name_taken');
  });

  test('tags of two facets may read the same; a facet that is not there is refused', async () => {
    const tag = (facetKey: string) =>
      app.call(contract.createTag, { as: admin, body: { facetKey, name: 'Moodle' } });
    expect((await tag('attention')).status).toBe(201);
    expect((await tag('customer')).status).toBe(201);
    expect((await tag('attention')).code).toBe('classification.name_taken');
    expect((await tag('nowhere')).code).toBe('classification.not_found');
  });

  test('the matrix of a priority and the order of urgency are what was asked', async () => {
    const { body } = await app.call(contract.createPriority, {
      as: admin,
      body: { name: 'Programada', target: { kind: 'business_hours', hours: 80 }, typeKeys: ['task'] },
    });
    expect(body).toMatchObject({ typeKeys: ['task'], colour: 'grey' });
    const ordered = await app.call(contract.orderDefinitions, {
      as: admin,
      body: { kind: 'priorities', keys: [body.key] },
    });
    expect(ordered.body.priorities.map(({ key }) => key)).toEqual([
      body.key,
      'low',
      'normal',
      'urgent',
      'critical',
    ]);
    const unknown = { name: 'Otra', target: { kind: 'end_of_day' as const }, typeKeys: ['no-such'] };
    expect((await app.call(contract.createPriority, { as: admin, body: unknown })).code).toBe(
      'classification.not_found',
    );
  });

  test('an option that is left out is retired at the end, and the kind of a field stays', async () => {
    const { body: field } = await app.call(contract.createField, {
      as: admin,
      body: { name: 'Nivel', kind: 'choice', options: [{ name: 'Primaria' }, { name: 'Secundaria' }] },
    });
    const [primary, secondary] = field.options;
    const changed = await app.call(contract.updateField, {
      as: admin,
      params: { key: field.key },
      body: {
        options: [
          { key: secondary!.key, name: 'Media' },
          { key: 'high', name: 'Bachillerato' },
        ],
      },
      headers: seen(1),
    });
    expect(changed.body).toMatchObject({
      kind: 'choice',
      options: [
        { key: secondary!.key, name: 'Media', active: true },
        { key: 'high', name: 'Bachillerato', active: true },
        { key: primary!.key, name: 'Primaria', active: false },
      ],
    });
  });

  test('a category that tickets come into by themselves keeps a status in use', async () => {
    const retire = (key: string) =>
      app.call(contract.updateStatus, {
        as: admin,
        params: { key },
        body: { active: false },
        headers: seen(1),
      });
    expect((await retire('open')).code).toBe('classification.last_status');
    const { body: second } = await app.call(contract.createStatus, {
      as: admin,
      body: {
        name: 'Recibido',
        nameEn: 'Received',
        publicName: 'Recibido',
        publicNameEn: 'Received',
        category: 'open',
      },
    });
    expect((await retire('open')).body.active).toBe(false);
    expect((await retire(second.key)).code).toBe('classification.last_status');
  });

  test('each change is told to the log and the audit log by key, without a word', async () => {
    const words = 'Palabras-que-nadie-guarda';
    await app.call(contract.updateFlag, {
      as: admin,
      params: { key: 'blue' },
      body: { name: words, meaning: words },
      headers: seen(1),
    });
    const { rows } = await sql<{ told: string }>`
      select payload::text as told from events where type = 'classification.changed'
      union all select action || details::text || coalesce(subject_id, '') from audit_log`.execute(
      app.platform.db,
    );
    const told = rows.map((row) => row.told).join('\n');
    expect(told).toContain('"blue"');
    expect(told).not.toContain(words);
  });
});

test('a blueprint makes what is not there, brings back what was retired, and twice the same is once', async () => {
  const values: DefinitionValues['types'] = {
    name: 'Extras',
    nameEn: null,
    description: 'Reportes, módulos adicionales',
  };
  const apply = () =>
    app.platform.transact({ actor: systemActor }, async (work) => {
      const type = await upsertDefinition({ kind: 'types', key: 'extras', values }, work);
      await orderDefinitions({ kind: 'types', keys: ['extras'] }, work);
      await setForm({ place: 'type', placeKey: 'extras', fields: [], version: null }, work);
      return type;
    });
  expect(await apply()).toMatchObject({ key: 'extras', name: 'Extras', version: 1 });
  expect(await apply()).toMatchObject({ version: 1 });
  expect((await read()).types[0]).toMatchObject({ key: 'extras' });
  const retire = { as: admin, params: { key: 'extras' }, body: { active: false }, headers: seen(1) };
  await app.call(contract.updateTicketType, retire);
  expect(await apply()).toMatchObject({ active: true, version: 3 });
});
