import './directory.tables.ts';

export { type ResolvedContact, resolveContact } from './commands/resolve-contact.ts';
