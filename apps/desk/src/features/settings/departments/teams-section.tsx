import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import { Button, MultiSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { dataOf, ifMatch, type Team } from '@ventanilla/web';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { agentsQuery } from '../../../shared/agents/agents.ts';
import { api } from '../../../shared/api/api.ts';
import { Chip } from '../../../shared/components/chip.tsx';
import { teamsQuery } from '../../../shared/departments/teams.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import panel from '../shared/panel.module.css';
import { Loaded, Rows } from '../shared/panel.tsx';
import classes from './departments.module.css';
import { NamedDialog } from './named-dialog.tsx';

/** Teams, each with its people. */
export function TeamsSection() {
  const { t } = useTranslation('departments');
  const query = useQuery(teamsQuery);
  const { data: agents = [] } = useQuery(agentsQuery);
  const [edited, edit] = useState<Team | 'new' | null>(null);
  const namesOf = (ids: readonly string[]) =>
    agents.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  return (
    <section className={classes.part}>
      <div className={classes.partHead}>
        <h3>{t('teams.title')}</h3>
        <Button
          variant="subtle"
          size="xs"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() => edit('new')}
        >
          {t('teams.create')}
        </Button>
      </div>
      <p className={classes.quiet}>{t('teams.lead')}</p>
      <Loaded query={query}>
        {(teams) =>
          teams.length === 0 ? (
            <p className={classes.quiet}>{t('teams.none')}</p>
          ) : (
            <Rows label={t('teams.title')}>
              {teams.map((team) => (
                <li key={team.id}>
                  <span className={panel.main}>
                    <b>{team.name}</b> {team.active ? null : <Chip>{t('retired')}</Chip>}
                    <span className={panel.sub}>{namesOf(team.memberIds).join(', ') || t('nobody')}</span>
                    {team.note ? <span className={panel.sub}>{team.note}</span> : null}
                  </span>
                  <span className={panel.side}>
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={t('teams.editOf', { name: team.name })}
                      onClick={() => edit(team)}
                    >
                      {t('edit')}
                    </Button>
                  </span>
                </li>
              ))}
            </Rows>
          )
        }
      </Loaded>
      {edited ? (
        <TeamDialog
          key={edited === 'new' ? edited : edited.id}
          team={edited === 'new' ? null : edited}
          onClose={() => edit(null)}
        />
      ) : null}
    </section>
  );
}

function TeamDialog({ team, onClose }: { team: Team | null; onClose(): void }) {
  const { t } = useTranslation('departments');
  const queryClient = useQueryClient();
  const { data: agents = [] } = useQuery(agentsQuery);
  const [memberIds, setMemberIds] = useState(team?.memberIds ?? []);
  const [note, setNote] = useState(team?.note ?? '');
  const save = async ({ name, active }: { name: string; active: boolean }) => {
    if (team) {
      const params = { path: { teamId: team.id }, header: ifMatch(team.version) };
      await dataOf(api.PATCH('/api/v1/teams/{teamId}', { params, body: { name, note, active, memberIds } }));
    } else await dataOf(api.POST('/api/v1/teams', { body: { name, note, memberIds } }));
    await queryClient.invalidateQueries({ queryKey: teamsQuery.queryKey });
  };
  return (
    <NamedDialog
      opened
      onClose={onClose}
      title={team?.name ?? t('teams.create')}
      submitLabel={team ? t('save') : t('teams.submit')}
      initial={{ name: team?.name ?? '', active: team?.active ?? true }}
      activeHint={team ? { label: t('teams.active'), hint: t('teams.activeHint') } : undefined}
      onSave={save}
    >
      <MultiSelect
        label={t('teams.members')}
        data={agents
          .filter(({ id, active }) => active || memberIds.includes(id))
          .map(({ id, name }) => ({ value: id, label: name }))}
        value={memberIds}
        onChange={setMemberIds}
        searchable
        nothingFoundMessage={t('noAgent')}
      />
      <TextInput
        label={t('teams.note')}
        value={note}
        maxLength={200}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </NamedDialog>
  );
}
