import { presenceStaysMs } from '@ventanilla/contracts/presence';
import { describe, expect, it } from 'vitest';
import { agentsPerTicketMax, presentTabsMax, tabsPerAgentMax } from './live.config.ts';
import { createPresence, type TabPresence } from './presence.rules.ts';

const tab = (agentId: string, more: Partial<TabPresence> = {}): TabPresence => ({
  agentId,
  tabId: 'one',
  ticketId: 'a',
  state: 'viewing',
  at: 0,
  ...more,
});
const instant = (ms: number) => new Date(ms).toISOString();

describe('what tabs say', () => {
  it('puts people in a ticket in the order in which they came, and says what changed', () => {
    const presence = createPresence();
    expect(presence.hear(tab('eva', { at: 5 }))).toEqual(['a']);
    expect(presence.hear(tab('leo', { at: 9, state: 'writing_reply' }))).toEqual(['a']);
    expect(presence.inTickets(['a', 'b'])).toEqual([
      {
        ticketId: 'a',
        agents: [
          { id: 'eva', state: 'viewing', since: instant(5) },
          { id: 'leo', state: 'writing_reply', since: instant(9) },
        ],
      },
      { ticketId: 'b', agents: [] },
    ]);
  });

  it('changes nothing when it is said again, and keeps since when it began', () => {
    const presence = createPresence();
    presence.hear(tab('eva', { at: 5 }));
    expect(presence.hear(tab('eva', { at: 20_000 }))).toEqual([]);
    expect(presence.inTickets(['a'])[0]?.agents[0]?.since).toBe(instant(5));
  });

  it('moves a tab from one ticket to the next and out again', () => {
    const presence = createPresence();
    presence.hear(tab('eva'));
    expect(presence.hear(tab('eva', { ticketId: 'b' }))).toEqual(['a', 'b']);
    expect(presence.ticketIds()).toEqual(['b']);
    expect(presence.hear(tab('eva', { ticketId: null }))).toEqual(['b']);
    expect(presence.ticketIds()).toEqual([]);
  });

  it('names an agent once with what says most, and falls back when that tab leaves', () => {
    const presence = createPresence();
    presence.hear(tab('eva', { at: 1 }));
    presence.hear(tab('eva', { tabId: 'two', state: 'writing_note', at: 2 }));
    presence.hear(tab('eva', { tabId: 'three', state: 'writing_reply', at: 3 }));
    expect(presence.inTickets(['a'])[0]?.agents).toEqual([
      { id: 'eva', state: 'writing_reply', since: instant(3) },
    ]);
    presence.hear(tab('eva', { tabId: 'three', ticketId: null }));
    expect(presence.inTickets(['a'])[0]?.agents[0]?.state).toBe('writing_note');
  });
});

describe('what ends', () => {
  it('is whatever was not said again for 45 s', () => {
    const presence = createPresence();
    presence.hear(tab('eva', { at: 0 }));
    presence.hear(tab('leo', { ticketId: 'b', at: 1 }));
    expect(presence.sweep(presenceStaysMs - 1)).toEqual([]);
    expect(presence.sweep(presenceStaysMs)).toEqual(['a']);
    expect(presence.ticketIds()).toEqual(['b']);
  });

  it('is everything of an agent who is forgotten', () => {
    const presence = createPresence();
    presence.hear(tab('eva'));
    presence.hear(tab('eva', { tabId: 'two', ticketId: 'b' }));
    expect(presence.forget('eva').sort()).toEqual(['a', 'b']);
    expect(presence.forget('eva')).toEqual([]);
  });
});

describe('limits', () => {
  it('forgets the tab of an agent that was heard of longest ago', () => {
    const presence = createPresence();
    for (let n = 0; n < tabsPerAgentMax; n += 1)
      presence.hear(tab('eva', { tabId: `t${n}`, ticketId: `k${n}` }));
    presence.hear(tab('eva', { tabId: 't0', ticketId: 'k0', at: 1 }));
    expect(presence.hear(tab('eva', { tabId: 'more', ticketId: 'more' }))).toEqual(['k1', 'more']);
    expect(presence.ticketIds()).toHaveLength(tabsPerAgentMax);
  });

  it('shows no more tabs than it holds, and no more people than a ticket names', () => {
    const presence = createPresence();
    for (let n = 0; n < presentTabsMax + 10; n += 1) presence.hear(tab(`agent${n}`, { at: n }));
    expect(presence.inTickets(['a'])[0]?.agents).toHaveLength(agentsPerTicketMax);
    presence.forget('agent0');
    expect(presence.hear(tab('late'))).toEqual(['a']);
    expect(presence.hear(tab('later'))).toEqual([]);
  });
});
