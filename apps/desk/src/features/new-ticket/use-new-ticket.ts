import { type UseFormReturnType, useForm } from '@mantine/form';
import { dataOf, isProblem, newIdempotencyKey, type TicketCard } from '@ventanilla/web';
import { useState } from 'react';
import { isEmail } from '../../shared/account/is-email.ts';
import { api } from '../../shared/api/api.ts';
import { problemFields } from '../../shared/api/problem-text.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import {
  emptyForm,
  isBegun,
  keep,
  type NewTicketValues,
  nobodyYet,
  readKept,
  requestOf,
} from './new-ticket.form.ts';

export type NewTicketForm = UseFormReturnType<NewTicketValues>;

const phoneDigitsMin = 5;

export function isPhone(typed: string): boolean {
  return typed.replace(/\D/g, '').length >= phoneDigitsMin;
}

/** Whether nobody need be entered in the fields: somebody is chosen, listed, or it is the writer themselves. */
function isNobodyNeeded(values: NewTicketValues): boolean {
  const { contact, kind, isSeveral, people } = values;
  return contact !== null || (!isBegun(values) && (kind === 'internal' || (isSeveral && people.length > 0)));
}

/** The form of a new ticket: kept while it is written, sent once however often it is asked. */
export function useNewTicket(onCreated: (tickets: TicketCard[]) => void) {
  const { t } = useTranslation('newTicket');
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const [key, setKey] = useState(newIdempotencyKey);
  const form = useForm<NewTicketValues>({
    initialValues: readKept(),
    onValuesChange: keep,
    validateInputOnBlur: true,
    validate: {
      name: (value, values) => (isNobodyNeeded(values) || value.trim() !== '' ? null : t('missing')),
      email: (value, values) => {
        const { kind, emails } = values;
        if (isNobodyNeeded(values)) return null;
        if (value.trim() === '') return kind === 'email' && emails.length === 0 ? t('needsEmail') : null;
        return isEmail(value) ? null : t('wrongEmail');
      },
      phone: (value, { contact }) =>
        contact || value.trim() === '' || isPhone(value) ? null : t('wrongPhone'),
      newOrganization: (value, { contact }) =>
        !contact && value?.likeName && value.reason.trim() === '' ? t('organizationReasonMissing') : null,
      contact: (value, { kind }) =>
        kind === 'email' && value?.emails.length === 0 ? t('knownNeedsEmail') : null,
      subject: (value) => (value.trim() === '' ? t('missing') : null),
      text: (value) => (value.trim() === '' ? t('missing') : null),
    },
  });

  const send = async (values: NewTicketValues, resolution?: string) => {
    if (working) return;
    setProblem(null);
    setWorking(true);
    try {
      const tickets = await post(values, { key, resolution });
      keep(emptyForm);
      onCreated(tickets);
    } catch (error) {
      // Another try is another request: what it says may have been changed.
      setKey(newIdempotencyKey());
      setProblem(error);
      form.setErrors(isProblem(error, 'tickets.fields_missing') ? { fields: true } : problemFields(error));
    } finally {
      setWorking(false);
    }
  };
  const focusFirst = (errors: object) => {
    const first = Object.keys(errors)[0];
    if (first) form.getInputNode(first)?.focus();
  };

  return {
    form,
    problem,
    working,
    send,
    onSubmit: form.onSubmit((values) => send(values), focusFirst),
    /** Whether it may be sent; where not, it is said where and shown. */
    check() {
      const { hasErrors, errors } = form.validate();
      if (hasErrors) focusFirst(errors);
      return !hasErrors;
    },
    discard() {
      form.setValues({ ...emptyForm, ...nobodyYet });
      form.clearErrors();
      setProblem(null);
    },
  };
}

interface Sending {
  key: string;
  resolution: string | undefined;
}

async function post(values: NewTicketValues, { key, resolution }: Sending): Promise<TicketCard[]> {
  const params = { header: { 'Idempotency-Key': key } };
  const { same, requesters } = requestOf(values, resolution);
  if (requesters.length > 1) {
    const body = { ...same, requesters };
    return (await dataOf(api.POST('/api/v1/tickets/several', { params, body }))).items;
  }
  const body = { ...same, requester: requesters[0] ?? null };
  return [await dataOf(api.POST('/api/v1/tickets', { params, body }))];
}
