import { Button, Select, Switch, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { dataOf, ifMatch, isProblem, type SlaPolicy } from '@ventanilla/web';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { problemText } from '../../../shared/api/problem-text.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { ConfirmDialog } from '../../../shared/components/confirm-dialog.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem } from '../../../shared/notify.tsx';
import { useMe } from '../../../shared/session/session.ts';
import { calendarsQuery } from '../calendars/calendars.queries.ts';
import { useSubmit } from '../shared/use-submit.ts';
import { ConditionsField } from './conditions-field.tsx';
import {
  metrics,
  newDraft,
  type PolicyDraft,
  pausesIn,
  problemsOf,
  toBody,
  toDraft,
  withPause,
} from './policy.form.ts';
import { PolicyPreview } from './policy-preview.tsx';
import classes from './sla.module.css';
import { policiesQuery } from './sla.queries.ts';
import { TargetRow } from './target-row.tsx';

interface PolicyEditorProps {
  /** Null: a new one. */
  policy: SlaPolicy | null;
  onClose(): void;
}

/** One policy: which tickets, what is promised, when its clocks stand still; beside it what that would do now. */
export function PolicyEditor({ policy, onClose }: PolicyEditorProps) {
  const { t } = useTranslation(['sla', 'desk']);
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<PolicyDraft>(() => (policy ? toDraft(policy) : newDraft()));
  const [isTried, setTried] = useState(false);
  const submit = useSubmit(() => {});
  const problems = problemsOf(draft);
  const isSound = !problems.name && problems.amounts.length === 0 && !problems.isEmpty;
  const body = toBody(draft, policy?.filter);
  const change = (part: Partial<PolicyDraft>) => setDraft({ ...draft, ...part });
  const save = () =>
    submit.run(async () => {
      if (policy) {
        const params = { path: { policyId: policy.id }, header: ifMatch(policy.version) };
        await dataOf(api.PUT('/api/v1/sla-policies/{policyId}', { params, body }));
      } else await dataOf(api.POST('/api/v1/sla-policies', { body }));
      notifyDone(t('saved'));
      await queryClient.invalidateQueries({ queryKey: policiesQuery.queryKey });
      onClose();
    });
  return (
    <form
      className={classes.editor}
      aria-label={policy ? t('edit', { name: policy.name }) : t('new')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isSound) void save();
      }}
    >
      <h3>{policy ? t('edit', { name: policy.name }) : t('new')}</h3>
      {submit.problem === null ? null : (
        <Banner tone="rojo" role="alert">
          {problemText(submit.problem)}
          {isProblem(submit.problem, 'sla.stale_version') ? <Reload onClose={onClose} /> : null}
        </Banner>
      )}
      <TextInput
        label={t('name')}
        placeholder={t('namePlaceholder')}
        value={draft.name}
        maxLength={80}
        error={isTried && problems.name ? t('missing') : null}
        onChange={(event) => change({ name: event.currentTarget.value })}
        data-autofocus
      />
      <fieldset className={classes.part}>
        <legend>{t('conditions.title')}</legend>
        <ConditionsField conditions={draft.conditions} onChange={(conditions) => change({ conditions })} />
      </fieldset>
      <fieldset className={classes.part}>
        <legend>{t('target.title')}</legend>
        <ul className={classes.targets}>
          {metrics.map((metric) => (
            <TargetRow
              key={metric}
              metric={metric}
              target={draft.targets[metric]}
              isWrong={problems.amounts.includes(metric)}
              onChange={(target) => change({ targets: { ...draft.targets, [metric]: target } })}
            />
          ))}
        </ul>
        {isTried && problems.isEmpty ? <p className={classes.wrong}>{t('target.nothing')}</p> : null}
      </fieldset>
      <Pauses draft={draft} onChange={setDraft} />
      <CalendarChoice calendarId={draft.calendarId} onChange={(calendarId) => change({ calendarId })} />
      <Switch
        label={t('active')}
        description={t('activeHint')}
        checked={draft.active}
        onChange={(event) => change({ active: event.currentTarget.checked })}
      />
      <div className={classes.buttons}>
        <Button type="submit" loading={submit.working}>
          {t('save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('desk:actions.cancel')}
        </Button>
        {policy ? <Remove policy={policy} onRemoved={onClose} /> : null}
      </div>
      <PolicyPreview policy={body} policyId={policy?.id ?? null} isSound={isSound} />
    </form>
  );
}

/** What somebody else saved is read again; what was written here is given up on purpose. */
function Reload({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('sla');
  const queryClient = useQueryClient();
  const reload = async () => {
    await queryClient.invalidateQueries({ queryKey: policiesQuery.queryKey });
    onClose();
  };
  return (
    <Button size="xs" variant="default" onClick={() => void reload()}>
      {t('reload')}
    </Button>
  );
}

function Pauses({ draft, onChange }: { draft: PolicyDraft; onChange(draft: PolicyDraft): void }) {
  const { t } = useTranslation('sla');
  return (
    <fieldset className={classes.part}>
      <legend>{t('pauses.title')}</legend>
      <p className={classes.hint}>{t('pauses.hint')}</p>
      {(['waiting_customer', 'waiting_area', 'to_validate'] as const).map((category) => (
        <Switch
          key={category}
          label={t(`pauses.${category}`)}
          description={t(`pauses.${category}Hint`)}
          checked={pausesIn(draft, category)}
          onChange={(event) => onChange(withPause(draft, category, event.currentTarget.checked))}
        />
      ))}
    </fieldset>
  );
}

/** Only whoever may see the calendars chooses among them; for the others what was chosen stays. */
function CalendarChoice(props: { calendarId: string | null; onChange(calendarId: string | null): void }) {
  const { t } = useTranslation('sla');
  const { permissions } = useMe();
  const mayChoose = permissions.includes('calendars:manage');
  const { data: calendars = [] } = useQuery({ ...calendarsQuery, enabled: mayChoose });
  if (!mayChoose) return null;
  return (
    <Select
      label={t('calendar')}
      description={t('calendarHint')}
      placeholder={t('calendarUsual')}
      clearable
      data={calendars.map(({ id, name }) => ({ value: id, label: name }))}
      value={props.calendarId}
      onChange={props.onChange}
    />
  );
}

function Remove({ policy, onRemoved }: { policy: SlaPolicy; onRemoved(): void }) {
  const { t } = useTranslation('sla');
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const remove = async () => {
    try {
      const params = { path: { policyId: policy.id }, header: ifMatch(policy.version) };
      await dataOf(api.DELETE('/api/v1/sla-policies/{policyId}', { params }));
      notifyDone(t('removed'));
      await queryClient.invalidateQueries({ queryKey: policiesQuery.queryKey });
      onRemoved();
    } catch (error) {
      notifyProblem(error);
    }
  };
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t('remove')}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('removeTitle')}
        text={t('removeText', { name: policy.name })}
        confirm={t('remove')}
        onConfirm={remove}
      />
    </>
  );
}
