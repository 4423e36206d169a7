import type { Permission } from '@ventanilla/contracts/permissions';
import { expect, it } from 'vitest';
import { mayChange, type Shared } from './sharing.rules.ts';

const mine: Shared = { owner_id: 'me', audience: 'personal', team_id: null };
const teams: Shared = { owner_id: 'me', audience: 'team', team_id: 'ours' };
const everyones: Shared = { owner_id: 'me', audience: 'everyone', team_id: null };
const anothers = (shared: Shared): Shared => ({ ...shared, owner_id: 'another' });

const actor = (permissions: Permission[], teamIds = ['ours']) => ({
  id: 'me',
  permissions: new Set(permissions),
  teamIds,
});
const agent = actor([]);
const outOfTheTeam = actor([], []);
const supervisor = actor(['views:share'], []);

it.each([
  ['one’s own', mine, agent, true],
  ['one’s own of the team', teams, agent, true],
  ['one’s own of a team that one left', teams, outOfTheTeam, false],
  ['one’s own of everybody, without the power to share', everyones, agent, false],
  ['one’s own of everybody', everyones, supervisor, true],
  ['a colleague’s own', anothers(mine), supervisor, false],
  ['a colleague’s of the team', anothers(teams), agent, false],
  ['a colleague’s of the team, with the power to share', anothers(teams), supervisor, true],
  ['a colleague’s of everybody', anothers(everyones), agent, false],
  ['a colleague’s of everybody, with the power to share', anothers(everyones), supervisor, true],
])('%s is changed: %#', (_what, shared, who, may) => {
  expect(mayChange(shared, who)).toBe(may);
});
