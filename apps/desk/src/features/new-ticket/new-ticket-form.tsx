import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TicketCard } from '@ventanilla/web';
import { CloudCheck } from 'lucide-react';
import { type KeyboardEvent, Suspense, useState } from 'react';
import { keyName } from '../../shared/actions/key-names.ts';
import { problemText } from '../../shared/api/problem-text.ts';
import { Banner } from '../../shared/components/banner.tsx';
import { PageTop } from '../../shared/components/page-top.tsx';
import { departmentsQuery } from '../../shared/departments/departments.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { useMe } from '../../shared/session/session.ts';
import { KindChoice } from './kind-choice.tsx';
import { DueForm, SubjectForm, TagsForm, TypeAndPriority } from './lazy-classifying.tsx';
import { askingOf, isVoiced, isWritten } from './new-ticket.form.ts';
import classes from './new-ticket.module.css';
import { colleaguesQuery } from './new-ticket.queries.ts';
import { OpenHints } from './open-hints.tsx';
import { ResolvedDialog } from './resolved-dialog.tsx';
import { type NewTicketForm as Form, useNewTicket } from './use-new-ticket.ts';
import { WhoForm } from './who-form.tsx';

/** A ticket opened by hand: in somebody's words, by writing to them first, or for the house itself. */
export function NewTicketForm({ onCreated }: { onCreated(tickets: TicketCard[]): void }) {
  const { t } = useTranslation('newTicket');
  const ticket = useNewTicket(onCreated);
  const { form, onSubmit } = ticket;
  const { kind, contact, organization } = form.values;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit();
  };
  return (
    <>
      <PageTop
        title={t('title')}
        beside={
          <KindChoice
            value={kind}
            onChange={(next) => form.setValues({ kind: next, ...(next === 'internal' ? alone : {}) })}
          />
        }
      />
      <form className={classes.page} onSubmit={onSubmit} onKeyDown={onKeyDown} noValidate>
        <div className={classes.body}>
          <div className={classes.column}>
            <WhoForm form={form} />
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
        <Foot {...ticket} />
      </form>
    </>
  );
}

/** The house asks once for itself. */
const alone = { isSeveral: false, people: [] };

function Foot({ form, problem, working, send, check, discard }: ReturnType<typeof useNewTicket>) {
  const { t } = useTranslation('newTicket');
  const [isResolving, setResolving] = useState(false);
  const { kind } = form.values;
  const count = askingOf(form.values).length;
  return (
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
      {isVoiced(kind) ? (
        <>
          <Button variant="default" disabled={working} onClick={() => setResolving(check())}>
            {t(`resolved.${kind}`)}
          </Button>
          <ResolvedDialog
            // Begun anew for each way in.
            key={kind}
            kind={kind}
            opened={isResolving}
            onClose={() => setResolving(false)}
            onResolved={(resolution) => void send(form.values, resolution)}
          />
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
        {count > 1 ? t('createSeveral', { count }) : t(kind === 'email' ? 'send' : 'create')}
      </Button>
    </footer>
  );
}

function What({ form }: { form: Form }) {
  const { t } = useTranslation('newTicket');
  const me = useMe();
  const { kind } = form.values;
  return (
    <section className={classes.card} aria-labelledby="new-ticket-what">
      <header className={classes.head}>
        <h2 id="new-ticket-what">
          {t(kind === 'email' ? 'whatEmail' : kind === 'internal' ? 'whatInternal' : 'what')}
        </h2>
        {isVoiced(kind) ? <span>{t('voice')}</span> : null}
      </header>
      <Suspense>
        <SubjectForm form={form} />
      </Suspense>
      <TextInput {...form.getInputProps('subject')} label={t('subject')} withAsterisk maxLength={998} />
      <Textarea
        {...form.getInputProps('text')}
        label={t(kind === 'internal' ? 'note' : 'message')}
        withAsterisk
        autosize
        minRows={8}
        maxRows={18}
      />
      {isVoiced(kind) ? (
        <p className={classes.muted}>{t(`registered.${kind}`, { name: me.agent.name })}</p>
      ) : null}
    </section>
  );
}

function How({ form }: { form: Form }) {
  const { t } = useTranslation('newTicket');
  const me = useMe();
  const { data: agents = [] } = useQuery(colleaguesQuery);
  const { data: departments = [] } = useQuery(departmentsQuery);
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
      {departments.some(({ active }) => active) ? (
        <Select
          label={t('department')}
          value={form.values.departmentId}
          onChange={(id) => form.setFieldValue('departmentId', id ?? '')}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false, shadow: 'lg' }}
          data={[
            { value: '', label: t('departmentNone') },
            ...departments.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      ) : null}
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
