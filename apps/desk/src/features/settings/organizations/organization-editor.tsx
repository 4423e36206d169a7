import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { OrganizationChange, OrganizationPart, OrganizationSettings } from '@ventanilla/web';
import type { TFunction } from 'i18next';
import { History } from 'lucide-react';
import { agentsQuery } from '../../../shared/agents/agents.ts';
import { TimeAgo } from '../../../shared/components/time-ago.tsx';
import { linesQuery } from '../../../shared/departments/lines.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useHolds } from '../../../shared/session/session.ts';
import { calendarsQuery } from '../calendars/calendars.queries.ts';
import classes from './organizations.module.css';
import { organizationChangesQuery } from './organizations.queries.ts';
import { type Chosen, useChangeOrganization } from './use-change-organization.ts';

/** Who looks after an organisation, its line and its calendar, each saved as it is chosen; and who changed what. */
export function OrganizationEditor({ organization }: { organization: OrganizationSettings }) {
  const { t } = useTranslation('organizations');
  const change = useChangeOrganization(organization);
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: lines = [] } = useQuery(linesQuery);
  const seesCalendars = useHolds('calendars:manage');
  const { data: calendars = [] } = useQuery({ ...calendarsQuery, enabled: seesCalendars });
  const people = agents.filter(({ active }) => active);
  const props = (part: OrganizationPart) => ({
    part,
    organization,
    onChoose: (to: Chosen) => void change(part, to),
  });
  return (
    <div className={classes.editor}>
      <div className={classes.fields}>
        <PartField {...props('accountManager')} options={people} empty={t('nobody')} />
        <PartField {...props('successManager')} options={people} empty={t('nobody')} />
        <PartField
          {...props('line')}
          options={lines.filter(({ active }) => active)}
          empty={t('noLine')}
          hint={t('lineHint')}
        />
        {seesCalendars ? (
          <PartField {...props('calendar')} options={calendars} empty={t('noCalendar')} />
        ) : null}
      </div>
      <Changes organizationId={organization.id} />
    </div>
  );
}

interface PartFieldProps {
  part: OrganizationPart;
  organization: OrganizationSettings;
  options: readonly { id: string; name: string }[];
  /** What it says where nothing is chosen. */
  empty: string;
  hint?: string;
  onChoose(to: Chosen): void;
}

function PartField({ part, organization, options, empty, hint, onChoose }: PartFieldProps) {
  const { t } = useTranslation('organizations');
  const chosen = organization[part];
  // What was chosen stays among the choices, although nobody would choose it now.
  const all = chosen && !options.some(({ id }) => id === chosen.id) ? [chosen, ...options] : options;
  return (
    <Select
      label={t(`part.${part}`)}
      description={hint}
      placeholder={empty}
      data={all.map(({ id, name }) => ({ value: id, label: name }))}
      value={chosen?.id ?? null}
      searchable={all.length > 8}
      clearable
      clearButtonProps={{ 'aria-label': `${t('clear')}: ${t(`part.${part}`)}` }}
      onChange={(value) => {
        const found = all.find(({ id }) => id === value);
        onChoose(found ? { id: found.id, name: found.name } : null);
      }}
    />
  );
}

function Changes({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('organizations');
  const { data: changes } = useQuery(organizationChangesQuery(organizationId));
  if (!changes) return null;
  return (
    <section className={classes.changes}>
      <h3>{t('changes')}</h3>
      {changes.length === 0 ? <p>{t('noChanges')}</p> : null}
      <ul>
        {changes.map((change) => (
          <li key={`${change.id} ${change.part}`}>
            <History size={14} strokeWidth={1.75} aria-hidden />
            <span>{sentenceOf(change, t)}</span>
            <TimeAgo at={change.at} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function sentenceOf({ by, part, from, to }: OrganizationChange, t: TFunction<'organizations'>): string {
  const name = by?.split(' ')[0] ?? t('somebody');
  if (part === 'made') return to === null ? t('made', { by: name }) : t('madeWhy', { by: name, reason: to });
  const said = { by: name, part: t(`short.${part}`) };
  if (from !== null && to !== null) return t('replaced', { ...said, from, to });
  return to === null ? t('removed', { ...said, from: from ?? '' }) : t('set', { ...said, to });
}
