import { expect, test } from 'vitest';
import { writeFromTemplate } from '../../shared/classification/write-from-template.ts';
import { emptyForm, isWritten, requestOf } from './new-ticket.form.ts';

const contact = { id: 'c1', name: 'Olga Rivas', organization: null, emails: [], phones: [] };

test('somebody of the directory goes by id, whatever the fields still hold', () => {
  const request = requestOf({ ...emptyForm, contact, name: 'Otra', email: 'otra@x.example' });
  expect(request.requester).toEqual({ contactId: 'c1' });
});

test('a new person goes without the fields left empty', () => {
  const values = { ...emptyForm, name: ' Olga Rivas ', phone: ' ', email: 'olga@x.example ' };
  expect(requestOf(values).requester).toEqual({
    name: 'Olga Rivas',
    email: 'olga@x.example',
    phone: null,
    organizationId: null,
  });
});

test('whoever writes first keeps the ticket and signs; a call has the owner chosen and no signature', () => {
  expect(requestOf({ ...emptyForm, kind: 'email', ownerId: 'a1' })).toMatchObject({
    ownerId: null,
    withSignature: true,
  });
  expect(requestOf({ ...emptyForm, kind: 'phone', ownerId: 'a1' })).toMatchObject({
    ownerId: 'a1',
    withSignature: false,
  });
});

test('a form without words is nothing to keep', () => {
  expect(isWritten({ ...emptyForm, kind: 'email', subject: '  ' })).toBe(false);
  expect(isWritten({ ...emptyForm, text: 'algo' })).toBe(true);
  expect(isWritten({ ...emptyForm, contact })).toBe(true);
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
  expect(requestOf(values).classification).toEqual({
    subjectKey: null,
    typeKey: 'task',
    priorityKey: null,
    dueAt: null,
    addTags: ['praise'],
    fields: { course: 'Álgebra' },
  });
  expect(requestOf({ ...values, priorityReason: ' Urge ' }).classification.priorityReason).toBe('Urge');
});
