import { channelsSettings } from './modules/channels/index.ts';
import { identitySettings } from './modules/identity/index.ts';
import { ticketsSettings } from './modules/tickets/index.ts';
import { platformSettings } from './platform/config/platform.config.ts';

/** Every setting of the server; each is declared beside what it sets. */
export const serverSettings = {
  ...platformSettings,
  ...identitySettings,
  ...ticketsSettings,
  ...channelsSettings,
};
