import './directory.tables.ts';
import type { Module } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import { directoryRoutes } from './directory.routes.ts';

export { addContact } from './commands/add-contact.ts';
export { addOrganization } from './commands/add-organization.ts';
export { clearBounceMark, markAddressBounced } from './commands/bounce-marks.ts';
export { identifyContact, type NewPerson } from './commands/identify-contact.ts';
export { lockContact } from './commands/lock-contact.ts';
export { resolveContact } from './commands/resolve-contact.ts';
export { setContactTags } from './commands/set-contact-tags.ts';
export { emailDomain, saysOrganization } from './directory.rules.ts';

/** People, the addresses and numbers by which they are known, and the organisations they belong to. */
export function createDirectoryModule(platform: Platform): Module {
  return { name: 'directory', routes: directoryRoutes(platform) };
}
