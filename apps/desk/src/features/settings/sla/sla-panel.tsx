import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { dataOf, duration, type SlaPolicy } from '@ventanilla/web';
import { Plus, Timer } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { Chip } from '../../../shared/components/chip.tsx';
import { EmptyState } from '../../../shared/components/empty-state.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyProblem } from '../../../shared/notify.tsx';
import { useMe } from '../../../shared/session/session.ts';
import { calendarsQuery } from '../calendars/calendars.queries.ts';
import { OrderButtons } from '../shared/ordering/order-buttons.tsx';
import classes from '../shared/panel.module.css';
import { Loaded, Panel, Rows } from '../shared/panel.tsx';
import { metrics, toDraft } from './policy.form.ts';
import { PolicyEditor } from './policy-editor.tsx';
import { policiesQuery, toPolicies } from './sla.queries.ts';
import { useConditionFields } from './use-condition-fields.ts';

/** What is promised to which tickets, in order, and one policy to be edited. */
export function SlaPanel() {
  const { t } = useTranslation('sla');
  const query = useQuery(policiesQuery);
  const move = useMove();
  /** Id of the one that is open; `new`: one that is being made. */
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Panel
      title={t('title')}
      lead={t('lead')}
      action={
        <Button
          variant="default"
          data-setting="sla"
          leftSection={<Plus size={16} aria-hidden />}
          onClick={() => setOpen('new')}
        >
          {t('create')}
        </Button>
      }
    >
      <Loaded query={query}>
        {(policies) => {
          const edited = policies.find(({ id }) => id === open) ?? null;
          return (
            <>
              {policies.length === 0 && open !== 'new' ? (
                <EmptyState icon={<Timer />} tone="accent" title={t('emptyTitle')} text={t('emptyText')} />
              ) : null}
              {policies.length > 0 ? <NoCalendar /> : null}
              {policies.length > 0 ? (
                <Rows label={t('title')}>
                  {policies.map((policy, index) => (
                    <PolicyRow
                      key={policy.id}
                      policy={policy}
                      place={{ isFirst: index === 0, isLast: index === policies.length - 1 }}
                      isOpen={policy.id === open}
                      onMove={(by) => void move(policies, index, by)}
                      onOpen={() => setOpen(policy.id === open ? null : policy.id)}
                    />
                  ))}
                </Rows>
              ) : null}
              {edited || open === 'new' ? (
                <PolicyEditor
                  key={`${open} ${edited?.version}`}
                  policy={edited}
                  onClose={() => setOpen(null)}
                />
              ) : null}
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}

/** Business time counts assumed hours until somebody says which are theirs. */
function NoCalendar() {
  const { t } = useTranslation('sla');
  const { permissions } = useMe();
  const { data } = useQuery({ ...calendarsQuery, enabled: permissions.includes('calendars:manage') });
  if (data?.length !== 0) return null;
  const action = (
    <Link to="/settings/$section" params={{ section: 'calendars' }}>
      {t('toCalendars')}
    </Link>
  );
  return (
    <div className={classes.notice}>
      <Banner tone="azul" title={t('noCalendar')} action={action}>
        {t('noCalendarText')}
      </Banner>
    </div>
  );
}

/** At once on the screen; back as it was where the server says no. */
function useMove() {
  const queryClient = useQueryClient();
  return async (policies: readonly SlaPolicy[], at: number, by: 1 | -1) => {
    const ordered = [...policies];
    const [moved] = ordered.splice(at, 1);
    if (!moved) return;
    ordered.splice(at + by, 0, moved);
    queryClient.setQueryData(policiesQuery.queryKey, ordered);
    try {
      const policyIds = ordered.map(({ id }) => id);
      const saved = await dataOf(api.PUT('/api/v1/sla-policies/order', { body: { policyIds } }));
      queryClient.setQueryData(policiesQuery.queryKey, toPolicies(saved));
    } catch (error) {
      queryClient.setQueryData(policiesQuery.queryKey, [...policies]);
      notifyProblem(error);
    }
  };
}

interface PolicyRowProps {
  policy: SlaPolicy;
  place: { isFirst: boolean; isLast: boolean };
  isOpen: boolean;
  onMove(by: 1 | -1): void;
  onOpen(): void;
}

function PolicyRow({ policy, place, isOpen, onMove, onOpen }: PolicyRowProps) {
  const { t } = useTranslation(['sla', 'desk']);
  const { name } = policy;
  return (
    <li>
      <span className={classes.main}>
        <button type="button" className={classes.stretch} aria-expanded={isOpen} onClick={onOpen}>
          {name}
        </button>
        <span className={classes.sub}>
          <Conditions policy={policy} /> · <Promises policy={policy} />
        </span>
      </span>
      <span className={`${classes.side} ${classes.above}`}>
        {policy.active ? null : <Chip>{t('inactive')}</Chip>}
        <OrderButtons name={name} {...place} onMove={onMove} />
      </span>
    </li>
  );
}

/** Not made by hand here, but a blueprint brings it. */
const isOfDueDate = (filter: SlaPolicy['filter']) =>
  'field' in filter && filter.field === 'dueAt' && filter.op === 'present';

/** Which tickets, in words: «Departamento: Pagos y Cobranza». */
function Conditions({ policy }: { policy: SlaPolicy }) {
  const { t, language } = useTranslation('sla');
  const fields = useConditionFields();
  const { conditions } = toDraft(policy);
  if (conditions === null)
    return t(isOfDueDate(policy.filter) ? 'conditions.dueDate' : 'conditions.advancedShort');
  if (conditions.length === 0) return t('conditions.all');
  const list = new Intl.ListFormat(language, { type: 'disjunction' });
  return conditions
    .map(({ field, op, values }) => {
      const known = fields.find((one) => one.field === field);
      const names = values.map((value) => known?.choices.find((one) => one.value === value)?.label ?? value);
      return t(op === 'any_of' ? 'conditions.is' : 'conditions.isNot', {
        field: known?.label ?? field,
        values: list.format(names),
      });
    })
    .join(' · ');
}

/** What is promised, in words: «Primera respuesta en 4 h hábiles». */
function Promises({ policy }: { policy: SlaPolicy }) {
  const { t } = useTranslation(['sla', 'desk']);
  return metrics
    .flatMap((metric) => {
      const target = policy.targets[metric]?.target;
      if (!target) return [];
      const time = 'ms' in target ? duration(target.ms) : '';
      const count = target.kind === 'business_days' ? target.days : 0;
      return [`${t(`desk:clock.metric.${metric}`)} ${t(`said.${target.kind}`, { time, count })}`];
    })
    .join(' · ');
}
