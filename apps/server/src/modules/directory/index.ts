import './directory.tables.ts';

export { addContact } from './commands/add-contact.ts';
export { addOrganization } from './commands/add-organization.ts';
export { resolveContact } from './commands/resolve-contact.ts';
