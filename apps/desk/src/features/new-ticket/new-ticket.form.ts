import type { ContactHit, FieldValue } from '@ventanilla/web';

export const openingKinds = ['phone', 'user', 'email', 'internal'] as const;
export type OpeningKind = (typeof openingKinds)[number];

/** Whether somebody's words are written down, which may have been answered on the spot. */
export function isVoiced(kind: OpeningKind): kind is 'phone' | 'user' {
  return kind === 'phone' || kind === 'user';
}

export interface OrganizationRef {
  id: string;
  name: string;
  parentName: string | null;
}

export interface NewOrganization {
  name: string;
  /** Why it is another than those like it. */
  reason: string;
  /** The likest that is there already, which asks for the reason. */
  likeName: string | null;
}

export type AddressLabel = 'official' | 'personal' | null;

export interface Address {
  address: string;
  label: AddressLabel;
}

/** Somebody who is entered here, as far as they are by now. */
export interface PersonValues {
  name: string;
  jobTitle: string;
  /** What is being typed, and what was typed before it. */
  email: string;
  emails: Address[];
  phone: string;
  phones: string[];
  organization: OrganizationRef | null;
  /** One that the directory has not got yet, instead. */
  newOrganization: NewOrganization | null;
}

/** Somebody of the directory, or somebody new. */
export type Asking = { contact: ContactHit } | { person: PersonValues };

/** What the form holds; `contact` is somebody of the directory, else the fields describe a new person. */
export interface NewTicketValues extends PersonValues {
  kind: OpeningKind;
  contact: ContactHit | null;
  /** One ticket for each of several people, who stand in `people` besides the one in the fields. */
  isSeveral: boolean;
  people: Asking[];
  subject: string;
  text: string;
  /** Id of an agent; empty: nobody. */
  ownerId: string;
  /** Id of a department; empty: the one that fits. */
  departmentId: string;
  /** Of the catalogue; null: another one. */
  subjectKey: string | null;
  typeKey: string | null;
  priorityKey: string | null;
  /** Why, where nothing suggests the priority. */
  priorityReason: string;
  /** Keys of tags, of the ticket and of the person. */
  tags: string[];
  /** Tags that are not there yet, of facets that take any. */
  newTags: { facetKey: string; name: string }[];
  /** Instant at which it is needed; null: it can wait its turn. */
  dueAt: string | null;
  fields: Record<string, FieldValue>;
  /** The text that the answers of the form made; as long as it stands, further answers change it. */
  madeText: string;
}

export const nobodyYet: PersonValues = {
  name: '',
  jobTitle: '',
  email: '',
  emails: [],
  phone: '',
  phones: [],
  organization: null,
  newOrganization: null,
};

export const emptyForm: NewTicketValues = {
  ...nobodyYet,
  kind: 'phone',
  contact: null,
  isSeveral: false,
  people: [],
  subject: '',
  text: '',
  ownerId: '',
  departmentId: '',
  subjectKey: null,
  typeKey: null,
  priorityKey: null,
  priorityReason: '',
  tags: [],
  newTags: [],
  dueAt: null,
  fields: {},
  madeText: '',
};

/** Whether anything was written that would be a pity to lose. */
export function isWritten(values: NewTicketValues): boolean {
  const { subject, text, contact, people, subjectKey, typeKey, tags, newTags } = values;
  if (subjectKey !== null || typeKey !== null || contact !== null) return true;
  if (people.length + tags.length + newTags.length > 0 || isBegun(values)) return true;
  return [subject, text].some((value) => value.trim() !== '');
}

/** Whether somebody new is being entered. */
export function isBegun({ name, jobTitle, email, emails, phone, phones }: PersonValues): boolean {
  if (emails.length + phones.length > 0) return true;
  return [name, jobTitle, email, phone].some((value) => value.trim() !== '');
}

export function personIn({
  name,
  jobTitle,
  email,
  emails,
  phone,
  phones,
  organization,
  newOrganization,
}: PersonValues): PersonValues {
  return { name, jobTitle, email, emails, phone, phones, organization, newOrganization };
}

/** Mail that anybody has is somebody's own, until they say otherwise. */
const anybodys = /@(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|me|proton|protonmail|aol)\./i;

export function labelFor(address: string): AddressLabel {
  return anybodys.test(address) ? 'personal' : 'official';
}

/** Who asks: those of the list, and whoever stands in the fields. */
export function askingOf(values: NewTicketValues): Asking[] {
  const { contact, isSeveral, people } = values;
  const here: Asking[] = contact ? [{ contact }] : isBegun(values) ? [{ person: personIn(values) }] : [];
  return isSeveral ? [...people, ...here] : here;
}

const filled = (value: string) => (value.trim() === '' ? null : value.trim());

function requesterOf(asking: Asking) {
  if ('contact' in asking) return { contactId: asking.contact.id };
  const { name, jobTitle, email, emails, phone, phones, organization, newOrganization } = asking.person;
  const typed = email.trim();
  return {
    name: name.trim(),
    jobTitle: filled(jobTitle),
    emails: typed === '' ? emails : [...emails, { address: typed, label: labelFor(typed) }],
    phones: phone.trim() === '' ? phones : [...phones, phone.trim()],
    organizationId: organization?.id ?? null,
    ...(newOrganization ? { newOrganization: made(newOrganization) } : {}),
  };
}

function made({ name, reason }: NewOrganization) {
  return { name: name.trim(), reason: filled(reason) };
}

/** The request of the form; which person is meant stays with the server. */
export function requestOf(values: NewTicketValues, resolution?: string) {
  const { kind, ownerId, departmentId } = values;
  const requesters = askingOf(values).map(requesterOf);
  const same = {
    kind,
    subject: values.subject.trim(),
    text: values.text.trim(),
    ownerId: kind === 'email' ? null : filled(ownerId),
    departmentId: filled(departmentId),
    withSignature: kind === 'email',
    classification: classificationOf(values),
    ...(resolution === undefined ? {} : { resolution }),
  };
  return { same, requesters };
}

function classificationOf(values: NewTicketValues) {
  const { subjectKey, typeKey, priorityKey, dueAt, tags, newTags, fields } = values;
  const priorityReason = values.priorityReason.trim();
  return {
    subjectKey,
    typeKey,
    priorityKey,
    dueAt,
    addTags: tags,
    newTags,
    fields,
    ...(priorityReason === '' ? {} : { priorityReason }),
  };
}

const storageKey = 'ventanilla.new-ticket';

/** What was being written in this tab, after a reload or a visit elsewhere. */
export function readKept(): NewTicketValues {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null');
    return kept !== null && typeof kept === 'object' ? { ...emptyForm, ...kept } : emptyForm;
  } catch {
    // Storage closed or its content unreadable: one begins anew.
    return emptyForm;
  }
}

/** Keeps it for this tab; nothing written keeps nothing. */
export function keep(values: NewTicketValues): void {
  try {
    if (isWritten(values)) sessionStorage.setItem(storageKey, JSON.stringify(values));
    else sessionStorage.removeItem(storageKey);
  } catch {
    // Without storage it lasts as long as the page.
  }
}
