import type { ContactHit, FieldValue } from '@ventanilla/web';

export type OpeningKind = 'phone' | 'email';

export interface OrganizationRef {
  id: string;
  name: string;
  parentName: string | null;
}

/** What the form holds; `contact` is somebody of the directory, else the fields describe a new person. */
export interface NewTicketValues {
  kind: OpeningKind;
  contact: ContactHit | null;
  name: string;
  email: string;
  phone: string;
  organization: OrganizationRef | null;
  subject: string;
  text: string;
  /** Id of an agent; empty: nobody. */
  ownerId: string;
  /** Of the catalogue; null: another one. */
  subjectKey: string | null;
  typeKey: string | null;
  priorityKey: string | null;
  /** Why, where nothing suggests the priority. */
  priorityReason: string;
  /** Keys of tags, of the ticket and of the person. */
  tags: string[];
  /** Instant at which it is needed; null: it can wait its turn. */
  dueAt: string | null;
  fields: Record<string, FieldValue>;
  /** The text that the answers of the form made; as long as it stands, further answers change it. */
  madeText: string;
}

export const emptyForm: NewTicketValues = {
  kind: 'phone',
  contact: null,
  name: '',
  email: '',
  phone: '',
  organization: null,
  subject: '',
  text: '',
  ownerId: '',
  subjectKey: null,
  typeKey: null,
  priorityKey: null,
  priorityReason: '',
  tags: [],
  dueAt: null,
  fields: {},
  madeText: '',
};

/** Whether anything was written that would be a pity to lose. */
export function isWritten(values: NewTicketValues): boolean {
  const { name, email, phone, subject, text, contact } = values;
  const { subjectKey, typeKey } = values;
  if (subjectKey !== null || typeKey !== null) return true;
  return contact !== null || [name, email, phone, subject, text].some((value) => value.trim() !== '');
}

/** The request of the form; which person is meant stays with the server. */
export function requestOf(values: NewTicketValues) {
  const filled = (value: string) => (value.trim() === '' ? null : value.trim());
  const { kind, contact, organization, ownerId } = values;
  return {
    kind,
    requester: contact
      ? { contactId: contact.id }
      : {
          name: values.name.trim(),
          email: filled(values.email),
          phone: filled(values.phone),
          organizationId: organization?.id ?? null,
        },
    subject: values.subject.trim(),
    text: values.text.trim(),
    ownerId: kind === 'email' || ownerId === '' ? null : ownerId,
    withSignature: kind === 'email',
    classification: classificationOf(values),
  };
}

function classificationOf(values: NewTicketValues) {
  const { subjectKey, typeKey, priorityKey, dueAt, tags, fields } = values;
  const priorityReason = values.priorityReason.trim();
  return {
    subjectKey,
    typeKey,
    priorityKey,
    dueAt,
    addTags: tags,
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
