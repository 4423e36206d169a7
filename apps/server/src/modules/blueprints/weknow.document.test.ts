import type { Blueprint } from '@ventanilla/contracts/blueprint-format';
import { getClassification } from '@ventanilla/contracts/classification';
import { getDepartmentSettings, listTeams, updateTeam } from '@ventanilla/contracts/department-rules';
import { listDepartments, setTicketDepartment } from '@ventanilla/contracts/departments';
import { advisePriority } from '@ventanilla/contracts/priority.rules';
import { closeTicket } from '@ventanilla/contracts/tickets';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestApp } from '../../testing/test-app.ts';
import { receiveTicket } from './test-ground/customer-ticket.ts';
import { openUnder, testLines } from './test-ground/document.ts';
import { weknowLines } from './test-ground/weknow-lines.ts';

let app: TestApp;
let admin: string;
let ana: string;
let read: Blueprint;
beforeAll(async () => {
  ({ app, admin, ana, read } = await openUnder('weknow'));
});
afterAll(() => app.close());

describe('weknow, slide by slide', () => {
  testLines(weknowLines, () => read);
});

describe('weknow, played', () => {
  test('the priority that is proposed is that of the slide', async () => {
    const { priorities } = (await app.call(getClassification, { as: admin })).body;
    const inUse = priorities.filter(({ active }) => active);
    const proposed = (typeKey: string) =>
      advisePriority({ typeKey, wanted: null, dueInHours: null }, inUse).suggested;
    expect(['task', 'extras', 'problem', 'configuration'].map(proposed)).toEqual([
      'normal',
      'normal',
      'urgent',
      'urgent',
    ]);
    expect(advisePriority({ typeKey: 'problem', wanted: null, dueInHours: null }, inUse).fitting).toEqual([
      'urgent',
      'critical',
    ]);
    const today = advisePriority({ typeKey: 'configuration', wanted: null, dueInHours: 4 }, inUse);
    expect(today.suggested).toBe('urgent');
  });

  test('only whoever is in charge of closing closes, from the first day', async () => {
    const ticketId = await receiveTicket(app);
    const { body: departments } = await app.call(listDepartments, { as: admin });
    const departmentId = departments.items.find(({ name }) => name === 'Educación')!.id;
    await app.call(setTicketDepartment, { as: admin, params: { ticketId }, body: { departmentId } });
    const refused = await app.call(closeTicket, { as: ana, params: { ticketId } });
    expect(refused.code).toBe('tickets.beyond_rule');
    // Whoever applied the blueprint is the only one in the team, until somebody puts in those whom the document means.
    const settings = await app.call(getDepartmentSettings, { as: admin, params: { departmentId } });
    const [teamId] = settings.body.rules.close.teamIds;
    const teams = (await app.call(listTeams, { as: admin })).body.items;
    const closers = teams.find(({ id }) => id === teamId)!;
    expect(closers.memberIds).toEqual([admin]);
    await app.call(updateTeam, {
      as: admin,
      params: { teamId: closers.id },
      body: { memberIds: [ana] },
      headers: { 'if-match': `"${closers.version}"` },
    });
    const allowed = await app.call(closeTicket, { as: ana, params: { ticketId } });
    expect(allowed.code).not.toBe('tickets.beyond_rule');
  });
});
