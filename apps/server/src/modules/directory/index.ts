import './directory.tables.ts';

export { addContact, type NewContact } from './commands/add-contact.ts';
export { addOrganization, type NewOrganization } from './commands/add-organization.ts';
export { type ResolvedContact, resolveContact } from './commands/resolve-contact.ts';
