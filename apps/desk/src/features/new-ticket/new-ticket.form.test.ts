import { expect, test } from 'vitest';
import { writeFromTemplate } from '../../shared/classification/write-from-template.ts';
import { emptyForm, isWritten, nobodyYet, requestOf } from './new-ticket.form.ts';

const contact = { id: 'c1', name: 'Olga Rivas', organization: null, emails: [], phones: [] };

test('somebody of the directory goes by id, whatever the fields still hold', () => {
  const values = { ...emptyForm, contact, name: 'Otra', email: 'otra@x.example' };
  expect(requestOf(values).requesters).toEqual([{ contactId: 'c1' }]);
});

test('a new person goes with what was typed last, too, and without the fields left empty', () => {
  const values = {
    ...emptyForm,
    name: ' Olga Rivas ',
    emails: [{ address: 'olga@x.example', label: 'official' as const }],
    email: 'olga@gmail.com ',
    phones: ['442 555 0101'],
  };
  expect(requestOf(values).requesters).toEqual([
    {
      name: 'Olga Rivas',
      jobTitle: null,
      emails: [
        { address: 'olga@x.example', label: 'official' },
        { address: 'olga@gmail.com', label: 'personal' },
      ],
      phones: ['442 555 0101'],
      organizationId: null,
    },
  ]);
});

test('several are those of the list and whoever stands in the fields; nobody asks where nothing is filled in', () => {
  const people = [{ contact }, { person: { ...nobodyYet, name: 'Irma' } }];
  const values = { ...emptyForm, isSeveral: true, people };
  expect(requestOf(values).requesters).toHaveLength(2);
  expect(requestOf({ ...values, name: 'Raúl' }).requesters.at(-1)).toMatchObject({ name: 'Raúl' });
  expect(requestOf({ ...values, isSeveral: false }).requesters).toEqual([]);
});

test('whoever writes first keeps the ticket and signs; a call has the owner chosen and no signature', () => {
  expect(requestOf({ ...emptyForm, kind: 'email', ownerId: 'a1' }).same).toMatchObject({
    ownerId: null,
    withSignature: true,
  });
  const call = requestOf({ ...emptyForm, kind: 'phone', ownerId: 'a1' }, 'Ya.').same;
  expect(call).toMatchObject({ ownerId: 'a1', withSignature: false, resolution: 'Ya.' });
});

test('a form without words is nothing to keep', () => {
  expect(isWritten({ ...emptyForm, kind: 'email', subject: '  ' })).toBe(false);
  expect(isWritten({ ...emptyForm, text: 'algo' })).toBe(true);
  expect(isWritten({ ...emptyForm, contact })).toBe(true);
  expect(isWritten({ ...emptyForm, people: [{ contact }] })).toBe(true);
});

test('the message says what was answered, and leaves room for what was not', () => {
  const answers: Record<string, string> = { name: 'Óscar', role: 'docente' };
  const text = writeFromTemplate(
    'Alta de {name} como {role} en {group}. {Sic} {',
    (key) => answers[key] ?? '',
  );
  expect(text).toBe('Alta de Óscar como docente en …. {Sic} {');
});

test('what it is goes with it; a reason only where one was given', () => {
  const values = { ...emptyForm, typeKey: 'task', tags: ['praise'], fields: { course: 'Álgebra' } };
  expect(requestOf(values).same.classification).toEqual({
    subjectKey: null,
    typeKey: 'task',
    priorityKey: null,
    dueAt: null,
    addTags: ['praise'],
    newTags: [],
    fields: { course: 'Álgebra' },
  });
  expect(requestOf({ ...values, priorityReason: ' Urge ' }).same.classification.priorityReason).toBe('Urge');
});
