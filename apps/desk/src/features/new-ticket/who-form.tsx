import { Button, CloseButton, TextInput, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ContactHit } from '@ventanilla/web';
import { UserPlus, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { isEmail } from '../../shared/account/is-email.ts';
import { Avatar } from '../../shared/components/avatar.tsx';
import { Banner } from '../../shared/components/banner.tsx';
import { Chip } from '../../shared/components/chip.tsx';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { type Asking, isBegun, labelFor, nobodyYet, personIn } from './new-ticket.form.ts';
import classes from './new-ticket.module.css';
import { organizationsQuery } from './new-ticket.queries.ts';
import { OrganizationField } from './organization-field.tsx';
import personClasses from './person.module.css';
import { PersonField } from './person-field.tsx';
import { ReachField } from './reach-field.tsx';
import { isPhone, type NewTicketForm } from './use-new-ticket.ts';

/** Who asks, of the directory or entered here; or several of them, each with a ticket of their own. */
export function WhoForm({ form }: { form: NewTicketForm }) {
  const { t } = useTranslation('newTicket');
  const { contact, kind, name, isSeveral, people } = form.values;
  const title = kind === 'email' ? 'whoEmail' : kind === 'internal' ? 'whoInternal' : 'who';
  const toggle = () =>
    form.setValues(isSeveral ? { isSeveral: false } : { isSeveral: true, ...joined(form.values) });
  return (
    <section className={classes.card} aria-labelledby="new-ticket-who">
      <header className={classes.head}>
        <h2 id="new-ticket-who">
          {t(title)} {contact || name.trim() === '' ? null : <Chip tone="accent">{t('newPerson')}</Chip>}
        </h2>
        {kind === 'internal' ? null : (
          <UnstyledButton className={personClasses.toggle} aria-pressed={isSeveral} onClick={toggle}>
            <Users size={14} strokeWidth={1.75} aria-hidden />
            {t('several')}
          </UnstyledButton>
        )}
      </header>
      {kind === 'internal' ? <p className={classes.muted}>{t('whoInternalHint')}</p> : null}
      {isSeveral ? <People form={form} /> : null}
      {contact ? (
        <Chosen
          contact={contact}
          error={form.errors['contact']}
          onClear={() => form.setFieldValue('contact', null)}
        />
      ) : (
        <Person form={form} />
      )}
      {isSeveral && !contact && isBegun(form.values) ? (
        <Button
          variant="default"
          leftSection={<UserPlus size={15} strokeWidth={1.75} aria-hidden />}
          onClick={() => {
            if (form.validateField('name').hasError) return;
            if (form.validateField('email').hasError || form.validateField('phone').hasError) return;
            if (form.validateField('newOrganization').hasError) return;
            form.setValues({ ...nobodyYet, people: [...people, { person: personIn(form.values) }] });
            form.getInputNode('name')?.focus();
          }}
        >
          {t('addPerson')}
        </Button>
      ) : null}
    </section>
  );
}

/** Whoever was chosen already is the first of several. */
function joined({ contact, people }: NewTicketForm['values']) {
  return contact ? { contact: null, people: [...people, { contact }] } : {};
}

function nameOf(asking: Asking): string {
  return 'contact' in asking ? asking.contact.name : asking.person.name.trim();
}

function reachedBy(asking: Asking): string {
  if ('contact' in asking) {
    const { organization, emails, phones } = asking.contact;
    return [organization?.name, emails[0], phones[0]].filter(Boolean).join(' · ');
  }
  const { organization, newOrganization, email, emails, phone, phones } = asking.person;
  const all = [(organization ?? newOrganization)?.name, emails[0]?.address ?? email, phones[0] ?? phone];
  return all.filter(Boolean).join(' · ');
}

function People({ form }: { form: NewTicketForm }) {
  const { t } = useTranslation('newTicket');
  const { people } = form.values;
  return (
    <>
      <p className={classes.muted}>{t('severalHint')}</p>
      {people.length > 0 ? (
        <ul className={personClasses.people} aria-label={t('severalList')}>
          {people.map((asking, index) => (
            <li key={`${nameOf(asking)} ${reachedBy(asking)}`} className={personClasses.person}>
              <Avatar name={nameOf(asking)} />
              <span className={personClasses.hitText}>
                <b>{nameOf(asking)}</b>
                <span>{reachedBy(asking)}</span>
              </span>
              <CloseButton
                aria-label={t('remove', { value: nameOf(asking) })}
                onClick={() =>
                  form.setFieldValue(
                    'people',
                    people.filter((_, other) => other !== index),
                  )
                }
              />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function Person({ form }: { form: NewTicketForm }) {
  const { t } = useTranslation('newTicket');
  const { kind, name, email, emails, phone, phones, organization, newOrganization, isSeveral, people } =
    form.values;
  const choose = (contact: ContactHit) => {
    if (!isSeveral) return form.setFieldValue('contact', contact);
    const isThere = people.some((one) => 'contact' in one && one.contact.id === contact.id);
    form.setValues({ ...nobodyYet, people: isThere ? people : [...people, { contact }] });
  };
  return (
    <>
      <PersonField
        {...form.getInputProps('name')}
        value={name}
        onChange={(next) => form.setFieldValue('name', next)}
        label={t('name')}
        description={t('nameHint')}
        withAsterisk={kind !== 'internal'}
        maxLength={120}
        data-autofocus
        onChoose={choose}
      />
      <TextInput
        {...form.getInputProps('jobTitle')}
        label={t('jobTitle')}
        maxLength={120}
        autoComplete="off"
      />
      <ReachField
        label={t('phone')}
        type="tel"
        error={form.errors['phone']}
        held={phones.map((value) => ({ value }))}
        typed={phone}
        isWhole={isPhone}
        onType={(typed) => form.setFieldValue('phone', typed)}
        onAdd={(value) => form.setValues({ phone: '', phones: [...new Set([...phones, value])] })}
        onRemove={(value) =>
          form.setFieldValue(
            'phones',
            phones.filter((one) => one !== value),
          )
        }
        onBlur={() => form.validateField('phone')}
      />
      <ReachField
        label={t('email')}
        type="email"
        withAsterisk={kind === 'email'}
        error={form.errors['email']}
        held={emails.map(({ address, label }) => ({ value: address, label }))}
        typed={email}
        isWhole={isEmail}
        onType={(typed) => form.setFieldValue('email', typed)}
        onAdd={(address) =>
          form.setValues({
            email: '',
            emails: [
              ...emails.filter((one) => one.address !== address),
              { address, label: labelFor(address) },
            ],
          })
        }
        onLabel={(address, label) =>
          form.setFieldValue(
            'emails',
            emails.map((one) => (one.address === address ? { address, label } : one)),
          )
        }
        onRemove={(address) =>
          form.setFieldValue(
            'emails',
            emails.filter((one) => one.address !== address),
          )
        }
        onBlur={() => form.validateField('email')}
      />
      <OrganizationField
        value={organization}
        made={newOrganization}
        error={form.errors['newOrganization']}
        onChange={(chosen) => form.setValues({ organization: chosen, newOrganization: null })}
        onMake={(made) => {
          form.setValues({ organization: null, newOrganization: made });
          form.clearFieldError('newOrganization');
        }}
      />
      {organization || newOrganization ? null : <Suggested form={form} />}
    </>
  );
}

/** The organisation whose mail somebody has, so that it is not searched, nor entered twice (W5). */
function Suggested({ form }: { form: NewTicketForm }) {
  const { t } = useTranslation('newTicket');
  const official = form.values.emails.find(({ label }) => label === 'official')?.address ?? '';
  const domain = official.split('@')[1]?.toLowerCase() ?? '';
  const { data: found = [] } = useQuery(organizationsQuery(domain));
  const [organization, ...others] = found;
  if (!organization || others.length > 0) return null;
  return (
    <Banner
      tone="ambar"
      title={t('isIt', { name: organization.name })}
      action={
        <Button size="xs" onClick={() => form.setFieldValue('organization', organization)}>
          {t('useIt')}
        </Button>
      }
    >
      {t('isItText')}
    </Banner>
  );
}

interface ChosenProps {
  contact: ContactHit;
  error: ReactNode;
  onClear(): void;
}

function Chosen({ contact, error, onClear }: ChosenProps) {
  const { t } = useTranslation('newTicket');
  const all = [contact.organization?.name, ...contact.emails, ...contact.phones].filter(Boolean);
  return (
    <>
      <div className={personClasses.chosen}>
        <Avatar name={contact.name} size="md" />
        <span className={personClasses.hitText}>
          <b>{contact.name}</b>
          <span>{all.join(' · ')}</span>
        </span>
        <CloseButton aria-label={t('clear')} title={t('clear')} onClick={onClear} />
      </div>
      {error ? (
        <Banner tone="ambar" role="alert">
          {error}
        </Banner>
      ) : null}
    </>
  );
}
