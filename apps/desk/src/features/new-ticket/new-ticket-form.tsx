import { Button, CloseButton, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ContactHit, TicketCard } from '@ventanilla/web';
import { CloudCheck } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { keyName } from '../../shared/actions/key-names.ts';
import { problemText } from '../../shared/api/problem-text.ts';
import { Avatar } from '../../shared/components/avatar.tsx';
import { Banner } from '../../shared/components/banner.tsx';
import { Chip } from '../../shared/components/chip.tsx';
import { PageTop } from '../../shared/components/page-top.tsx';
import { useMe } from '../../shared/session/session.ts';
import { KindChoice } from './kind-choice.tsx';
import { DueForm, SubjectForm, TagsForm, TypeAndPriority } from './lazy-classifying.tsx';
import { isWritten } from './new-ticket.form.ts';
import classes from './new-ticket.module.css';
import { colleaguesQuery } from './new-ticket.queries.ts';
import { OpenHints } from './open-hints.tsx';
import { OrganizationField } from './organization-field.tsx';
import { PersonField } from './person-field.tsx';
import { useNewTicket } from './use-new-ticket.ts';

type Form = ReturnType<typeof useNewTicket>['form'];

/** A ticket opened by hand: from a call, in the caller's words, or by writing to somebody first. */
export function NewTicketForm({ onCreated }: { onCreated(ticket: TicketCard): void }) {
  const { t } = useTranslation(['newTicket', 'desk']);
  const { form, problem, working, onSubmit, discard } = useNewTicket(onCreated);
  const { kind, contact, organization } = form.values;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit();
  };
  return (
    <>
      <PageTop title={t('title')}>
        <KindChoice value={kind} onChange={(next) => form.setFieldValue('kind', next)} />
      </PageTop>
      <form className={classes.page} onSubmit={onSubmit} onKeyDown={onKeyDown} noValidate>
        <div className={classes.body}>
          <div className={classes.column}>
            <Who form={form} />
            {contact || organization ? (
              <OpenHints
                contactId={contact?.id}
                organizationId={(contact?.organization ?? organization)?.id}
              />
            ) : null}
          </div>
          <div className={classes.column}>
            <What form={form} />
          </div>
          <div className={classes.column}>
            <How form={form} />
          </div>
        </div>
        <footer className={classes.foot}>
          {problem === null ? null : (
            <Banner tone="rojo" role="alert">
              {problemText(problem)}
            </Banner>
          )}
          <span className={classes.grow} />
          {isWritten(form.values) ? (
            <>
              <span className={classes.muted}>
                <CloudCheck size={14} strokeWidth={1.75} aria-hidden /> {t('kept')}
              </span>
              <Button variant="subtle" onClick={discard}>
                {t('discard')}
              </Button>
            </>
          ) : null}
          <Button
            type="submit"
            loading={working}
            rightSection={
              <kbd className={classes.key} aria-hidden>
                {keyName('mod+Enter')}
              </kbd>
            }
          >
            {t(kind === 'email' ? 'send' : 'create')}
          </Button>
        </footer>
      </form>
    </>
  );
}

function Who({ form }: { form: Form }) {
  const { t } = useTranslation('newTicket');
  const { contact, kind, name, organization } = form.values;
  return (
    <section className={classes.card} aria-labelledby="new-ticket-who">
      <header className={classes.head}>
        <h2 id="new-ticket-who">{t(kind === 'email' ? 'whoEmail' : 'who')}</h2>
        {contact || name.trim() === '' ? null : <Chip tone="accent">{t('newPerson')}</Chip>}
      </header>
      {contact ? (
        <Chosen
          contact={contact}
          error={form.errors['contact']}
          onClear={() => form.setFieldValue('contact', null)}
        />
      ) : (
        <>
          <PersonField
            {...form.getInputProps('name')}
            value={name}
            onChange={(next) => form.setFieldValue('name', next)}
            label={t('name')}
            description={t('nameHint')}
            withAsterisk
            maxLength={120}
            data-autofocus
            onChoose={(chosen) => form.setFieldValue('contact', chosen)}
          />
          <div className={classes.pair}>
            <TextInput
              {...form.getInputProps('phone')}
              label={t('phone')}
              type="tel"
              maxLength={40}
              autoComplete="off"
            />
            <TextInput
              {...form.getInputProps('email')}
              label={t('email')}
              type="email"
              withAsterisk={kind === 'email'}
              autoComplete="off"
            />
          </div>
          <OrganizationField
            value={organization}
            onChange={(chosen) => form.setFieldValue('organization', chosen)}
          />
        </>
      )}
    </section>
  );
}

function Chosen({ contact, error, onClear }: { contact: ContactHit; error: ReactNode; onClear(): void }) {
  const { t } = useTranslation('newTicket');
  const reachedBy = [contact.organization?.name, ...contact.emails, ...contact.phones].filter(Boolean);
  return (
    <>
      <div className={classes.chosen}>
        <Avatar name={contact.name} size="md" />
        <span className={classes.hitText}>
          <b>{contact.name}</b>
          <span>{reachedBy.join(' · ')}</span>
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

function What({ form }: { form: Form }) {
  const { t } = useTranslation('newTicket');
  const me = useMe();
  const { kind } = form.values;
  return (
    <section className={classes.card} aria-labelledby="new-ticket-what">
      <header className={classes.head}>
        <h2 id="new-ticket-what">{t(kind === 'email' ? 'whatEmail' : 'what')}</h2>
        {kind === 'phone' ? <span>{t('voice')}</span> : null}
      </header>
      <Suspense>
        <SubjectForm form={form} />
      </Suspense>
      <TextInput {...form.getInputProps('subject')} label={t('subject')} withAsterisk maxLength={998} />
      <Textarea
        {...form.getInputProps('text')}
        label={t('message')}
        withAsterisk
        autosize
        minRows={8}
        maxRows={18}
      />
      {kind === 'phone' ? <p className={classes.muted}>{t('registered', { name: me.agent.name })}</p> : null}
    </section>
  );
}

function How({ form }: { form: Form }) {
  const { t } = useTranslation('newTicket');
  const me = useMe();
  const { data: agents = [] } = useQuery(colleaguesQuery);
  const { kind } = form.values;
  const colleagues = agents.filter(({ id, active }) => active && id !== me.agent.id);
  return (
    <section className={classes.card} aria-labelledby="new-ticket-how">
      <header className={classes.head}>
        <h2 id="new-ticket-how">{t('how')}</h2>
      </header>
      <p className={classes.muted}>{t(`kindHint.${kind}`)}</p>
      <Suspense>
        <TypeAndPriority form={form} />
        <TagsForm form={form} />
        <DueForm form={form} />
      </Suspense>
      {kind === 'email' ? (
        <p className={classes.muted}>{t('ownerIsWriter')}</p>
      ) : (
        <Select
          label={t('owner')}
          value={form.values.ownerId}
          onChange={(id) => form.setFieldValue('ownerId', id ?? '')}
          allowDeselect={false}
          searchable={colleagues.length > 7}
          comboboxProps={{ withinPortal: false, shadow: 'lg' }}
          data={[
            { value: '', label: t('ownerNobody') },
            { value: me.agent.id, label: t('ownerMe') },
            ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
    </section>
  );
}
