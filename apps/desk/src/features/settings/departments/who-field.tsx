import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import { MultiSelect, Pill } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import { agentsQuery } from '../../../shared/agents/agents.ts';
import { Avatar } from '../../../shared/components/avatar.tsx';
import { teamsQuery } from '../../../shared/departments/teams.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './departments.module.css';

interface WhoFieldProps {
  label: string;
  /** What it says while nobody is chosen. */
  placeholder: string;
  /** As in `chosenOf`. */
  chosen: readonly string[];
  /** Whether «responsable» and «cualquiera del departamento» can be chosen too. */
  byTicket: boolean;
  onChange(chosen: string[]): void;
}

/** People, teams and who they are to the ticket, as marks that can be taken out one by one. */
export function WhoField({ label, placeholder, chosen, byTicket, onChange }: WhoFieldProps) {
  const { t } = useTranslation('departments');
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const has = (value: string) => chosen.includes(value);
  const people = agents
    .filter(({ id, active }) => active || has(`agent:${id}`))
    .map(({ id, name }) => ({ value: `agent:${id}`, label: name }));
  const groups = teams
    .filter(({ id, active }) => active || has(`team:${id}`))
    .map(({ id, name }) => ({ value: `team:${id}`, label: name }));
  const data = [
    ...(byTicket
      ? [
          {
            group: t('rules.others'),
            items: [
              { value: 'members', label: t('rules.member') },
              { value: 'owner', label: t('rules.owner') },
            ],
          },
        ]
      : []),
    { group: t('rules.people'), items: people },
    ...(groups.length > 0 ? [{ group: t('rules.teams'), items: groups }] : []),
  ];
  return (
    <MultiSelect
      className={classes.who}
      classNames={{ input: classes.whoInput, inputField: classes.whoSearch, pillsList: classes.whoPills }}
      aria-label={label}
      placeholder={chosen.length === 0 ? placeholder : undefined}
      data={data}
      value={[...chosen]}
      onChange={onChange}
      searchable
      hidePickedOptions
      nothingFoundMessage={t('noAgent')}
      comboboxProps={{ width: 260, position: 'bottom-start' }}
      renderPill={({ option, value = '', onRemove }) => (
        <Pill
          className={classes.pill}
          data-kind={value.split(':')[0]}
          withRemoveButton
          onRemove={onRemove}
          removeButtonProps={{ 'aria-hidden': true, tabIndex: -1 }}
        >
          {value.startsWith('agent:') ? (
            <Avatar
              name={option.label}
              photoUrl={agents.find(({ id }) => value === `agent:${id}`)?.photoUrl ?? null}
            />
          ) : null}
          {value.startsWith('team:') ? <Users size={13} strokeWidth={1.75} aria-hidden /> : null}
          {value.startsWith('agent:') ? option.label.split(' ')[0] : option.label}
        </Pill>
      )}
    />
  );
}
