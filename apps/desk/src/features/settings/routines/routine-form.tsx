import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import { Button, MultiSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Routine } from '@ventanilla/contracts/routines';
import { dayAndTime, isProblem } from '@ventanilla/web';
import { useState } from 'react';
import { agentsQuery } from '../../../shared/agents/agents.ts';
import { departmentsQuery } from '../../../shared/departments/departments.ts';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone } from '../../../shared/notify.tsx';
import { useRoleOptions } from '../roles/roles.queries.ts';
import { SubmitForm } from '../shared/submit-form.tsx';
import { useSubmit } from '../shared/use-submit.ts';
import { ItemsField } from './items-field.tsx';
import { isSound, problemsOf, type RoutineDraft, toBody, toSchedule } from './routine.form.ts';
import classes from './routines.module.css';
import { previewQuery, routineRequests, routinesQuery } from './routines.queries.ts';
import { ScheduleField } from './schedule-field.tsx';

interface RoutineFormProps {
  /** Null: a new one. */
  routine: Pick<Routine, 'id' | 'version'> | null;
  draft: RoutineDraft;
  onClose(): void;
}

/** One routine: what for, for whom, how often, and its items. */
export function RoutineForm({ routine, draft: given, onClose }: RoutineFormProps) {
  const { t } = useTranslation('routines');
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(given);
  const [isTried, setTried] = useState(false);
  const submit = useSubmit(() => {});
  const problems = problemsOf(draft);
  const change = (part: Partial<RoutineDraft>) => setDraft({ ...draft, ...part });
  const again = () => queryClient.invalidateQueries({ queryKey: routinesQuery.queryKey });
  const save = () =>
    submit.run(async () => {
      await routineRequests.save(routine, toBody(draft));
      notifyDone(t('settings.saved'));
      await again();
      onClose();
    });
  const isStale = isProblem(submit.problem, 'routines.stale_version');
  return (
    <SubmitForm
      submit={submit}
      onSubmit={() => {
        setTried(true);
        if (isSound(draft)) void save();
      }}
      onCancel={onClose}
      label={t('settings.save')}
      start={
        isStale ? (
          <Button variant="default" onClick={() => void again().then(onClose)}>
            {t('settings.reload')}
          </Button>
        ) : null
      }
    >
      <TextInput
        label={t('settings.name')}
        value={draft.name}
        maxLength={80}
        data-autofocus
        error={isTried && problems.name ? t('settings.missing') : null}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Textarea
        label={t('settings.note')}
        description={t('settings.noteHint')}
        value={draft.note}
        maxLength={400}
        autosize
        minRows={1}
        onChange={(event) => change({ note: event.currentTarget.value })}
      />
      <Whom draft={draft} change={change} error={isTried && problems.nobody ? t('settings.nobody') : null} />
      <ScheduleField
        schedule={draft.schedule}
        isTried={isTried}
        onChange={(schedule) => change({ schedule })}
      />
      {problems.time || problems.from ? null : <NextDates draft={draft} />}
      <ItemsField
        items={draft.items}
        missing={isTried ? problems.items : []}
        onChange={(items) => change({ items })}
      />
    </SubmitForm>
  );
}

interface WhomProps {
  draft: RoutineDraft;
  error: string | null;
  change(part: Partial<RoutineDraft>): void;
}

function Whom({ draft, error, change }: WhomProps) {
  const { t } = useTranslation('routines');
  const roles = useRoleOptions();
  const { data: departments = [] } = useQuery(departmentsQuery);
  const { data: agents = [] } = useQuery(agentsQuery);
  const choices = <T extends { id: string; name: string; active: boolean }>(
    all: readonly T[],
    chosen: string[],
  ) =>
    all
      .filter(({ id, active }) => active || chosen.includes(id))
      .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <fieldset className={classes.part}>
      <legend>{t('settings.whom')}</legend>
      <p className={classes.hint}>{t('settings.whomHint')}</p>
      <div className={classes.whom}>
        <MultiSelect
          label={t('settings.roles')}
          data={roles}
          value={draft.roleKeys}
          searchable
          onChange={(roleKeys) => change({ roleKeys })}
        />
        <MultiSelect
          label={t('settings.departments')}
          data={choices(departments, draft.departmentIds)}
          value={draft.departmentIds}
          searchable
          onChange={(departmentIds) => change({ departmentIds })}
        />
        <MultiSelect
          label={t('settings.people')}
          data={choices(agents, draft.agentIds)}
          value={draft.agentIds}
          searchable
          onChange={(agentIds) => change({ agentIds })}
        />
      </div>
      {error ? (
        <p className={classes.wrong} role="alert">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

/** When it would be due, before it is saved. */
function NextDates({ draft }: { draft: RoutineDraft }) {
  const { t } = useTranslation('routines');
  const format = useFormat();
  const schedule = toSchedule(draft.schedule);
  const { data } = useQuery(previewQuery(schedule));
  if (!data) return null;
  const zoned = { ...format, timeZone: data.timeZone };
  return (
    <section className={classes.next} aria-label={t('settings.next')}>
      <b>{t('settings.next')}</b>
      {schedule.every === 'event' ? <p>{t('settings.byEvent')}</p> : null}
      {schedule.every !== 'event' && data.dates.length === 0 ? <p>{t('settings.noNext')}</p> : null}
      <ul>
        {data.dates.map(({ dueAt, moved }) => (
          <li key={dueAt}>
            {dayAndTime(dueAt, zoned)}
            {moved ? <span> · {t('settings.moved')}</span> : null}
          </li>
        ))}
      </ul>
      {data.dates.length > 0 ? <p>{t('settings.nextZone', { zone: data.timeZone })}</p> : null}
    </section>
  );
}
