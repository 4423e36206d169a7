import type { settings as source } from '../es/settings.ts';

/** Settings: agents, mailboxes, outgoing mail, API keys and what was set aside. */
export const settings: typeof source = {
  title: 'Settings',
  sections: {
    label: 'Sections of the settings',
    team: 'Team',
    channels: 'Channels',
    system: 'System',
    agents: 'Agents',
    mailboxes: 'Mailboxes',
    outbox: 'Outgoing mail',
    apiKeys: 'API keys',
    setAside: 'Set aside',
  },
};
