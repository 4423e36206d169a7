import { useForm } from '@mantine/form';
import { dataOf, isProblem, newIdempotencyKey, type TicketCard } from '@ventanilla/web';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isEmail } from '../../shared/account/is-email.ts';
import { api } from '../../shared/api/api.ts';
import { problemFields } from '../../shared/api/problem-text.ts';
import { emptyForm, keep, type NewTicketValues, readKept, requestOf } from './new-ticket.form.ts';

const phoneDigitsMin = 5;

/** The form of a new ticket: kept while it is written, sent once however often it is asked. */
export function useNewTicket(onCreated: (ticket: TicketCard) => void) {
  const { t } = useTranslation('newTicket');
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const [key, setKey] = useState(newIdempotencyKey);
  const form = useForm<NewTicketValues>({
    initialValues: readKept(),
    onValuesChange: keep,
    validateInputOnBlur: true,
    validate: {
      name: (value, { contact }) => (contact || value.trim() !== '' ? null : t('missing')),
      email: (value, { contact, kind }) => {
        if (contact) return null;
        if (value.trim() === '') return kind === 'email' ? t('needsEmail') : null;
        return isEmail(value) ? null : t('wrongEmail');
      },
      phone: (value, { contact }) =>
        contact || value.trim() === '' || value.replace(/\D/g, '').length >= phoneDigitsMin
          ? null
          : t('wrongPhone'),
      contact: (value, { kind }) =>
        kind === 'email' && value?.emails.length === 0 ? t('knownNeedsEmail') : null,
      subject: (value) => (value.trim() === '' ? t('missing') : null),
      text: (value) => (value.trim() === '' ? t('missing') : null),
    },
  });

  const send = async (values: NewTicketValues) => {
    if (working) return;
    setProblem(null);
    setWorking(true);
    try {
      const params = { header: { 'Idempotency-Key': key } };
      const ticket = await dataOf(api.POST('/api/v1/tickets', { params, body: requestOf(values) }));
      keep(emptyForm);
      onCreated(ticket);
    } catch (error) {
      // Another try is another request: what it says may have been changed.
      setKey(newIdempotencyKey());
      setProblem(error);
      form.setErrors(isProblem(error, 'tickets.fields_missing') ? { fields: true } : problemFields(error));
    } finally {
      setWorking(false);
    }
  };

  return {
    form,
    problem,
    working,
    onSubmit: form.onSubmit(send, (errors) => {
      const first = Object.keys(errors)[0];
      if (first) form.getInputNode(first)?.focus();
    }),
    discard() {
      form.setValues(emptyForm);
      form.clearErrors();
      setProblem(null);
    },
  };
}
