import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Agent, Department, DepartmentRules, DepartmentSettings, Role, Team } from '@ventanilla/web';
import { Lock } from 'lucide-react';
import { useState } from 'react';
import { agentsQuery } from '../../../shared/agents/agents.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { teamsQuery } from '../../../shared/departments/teams.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { rolesQuery } from '../roles/roles.queries.ts';
import { SettingsAside } from '../shared/settings-aside.tsx';
import { DepartmentChanges } from './department-changes.tsx';
import classes from './departments.module.css';
import { InWords } from './in-words.tsx';
import { mayBy, noticeFor, type RulePart } from './people.rules.ts';
import { useWhoWords } from './use-who-words.ts';

interface DepartmentAsideProps {
  department: Department;
  settings: DepartmentSettings;
}

/** Beside the rules: what they say, what somebody sees by them, whether they leave somebody out, and what changed. */
export function DepartmentAside({ department, settings }: DepartmentAsideProps) {
  const { t } = useTranslation('departments');
  const { data: agents } = useQuery(agentsQuery);
  const { data: teams } = useQuery(teamsQuery);
  const { data: roles } = useQuery(rolesQuery);
  const world = agents && teams && roles ? { agents, teams, roles } : null;
  return (
    <SettingsAside label={t('aside.label')}>
      <section className={classes.section}>
        <h3>{t('aside.words')}</h3>
        <InWords department={department} settings={settings} />
      </section>
      {world ? (
        <>
          <SeenBy department={department} rules={settings.rules} world={world} />
          <section className={classes.section}>
            <h3>{t('aside.review')}</h3>
            <Review department={department} settings={settings} world={world} />
          </section>
        </>
      ) : null}
      <section className={classes.section}>
        <h3>{t('aside.changes')}</h3>
        <DepartmentChanges changes={settings.changes} />
      </section>
    </SettingsAside>
  );
}

interface World {
  agents: readonly Agent[];
  teams: readonly Team[];
  roles: readonly Role[];
}

const powers: readonly RulePart[] = ['take', 'assign', 'flag', 'close'];

interface SeenByProps {
  department: Department;
  rules: DepartmentRules;
  world: World;
}

/** What the owner of a ticket of the department finds on it, for somebody who can be chosen. */
function SeenBy({ department, rules, world }: SeenByProps) {
  const { t } = useTranslation('departments');
  const words = useWhoWords();
  const [chosenId, choose] = useState<string | null>(null);
  const active = world.agents.filter((agent) => agent.active);
  const usual = active.find(({ id }) => department.memberIds.includes(id)) ?? active[0];
  const seen = active.find(({ id }) => id === chosenId) ?? usual;
  if (!seen) return null;
  const may = (part: RulePart) => mayBy(part, seen, { rules, department, ...world }, true);
  return (
    <section className={classes.section}>
      <h3>
        {t('aside.seenBy')}
        <Select
          size="xs"
          w={170}
          aria-label={t('aside.seenByLabel')}
          allowDeselect={false}
          searchable
          data={active.map(({ id, name }) => ({ value: id, label: name }))}
          value={seen.id}
          onChange={choose}
        />
      </h3>
      <div className={classes.seen}>
        <span className={classes.powers}>
          {powers.map((part) => (
            <span
              key={part}
              className={classes.power}
              data-locked={may(part) ? undefined : true}
              {...(may(part)
                ? {}
                : { role: 'img', 'aria-label': t('aside.mayNot', { action: t(`aside.may.${part}`) }) })}
            >
              {may(part) ? null : <Lock size={13} strokeWidth={1.75} aria-hidden />}
              {t(`aside.may.${part}`)}
            </span>
          ))}
        </span>
        <p>{may('close') ? t('aside.seenAs') : t('aside.closedBy', { who: words(rules.close) })}</p>
      </div>
    </section>
  );
}

/** Whether somebody is left to do what has to be done. */
function Review({ department, settings, world }: DepartmentAsideProps & { world: World }) {
  const { t } = useTranslation('departments');
  const from = { rules: settings.rules, department, ...world };
  const somebody = (part: RulePart) => world.agents.some((agent) => mayBy(part, agent, from, true));
  const created = noticeFor(settings.notices, 'created');
  const tells =
    created.agentIds.length + created.teamIds.length > 0 ||
    created.assigners ||
    created.owner ||
    created.closers;
  return (
    <div className={classes.review}>
      {somebody('assign') ? (
        <Banner tone="verde">{t('aside.reviewAssign')}</Banner>
      ) : (
        <Banner tone="ambar" title={t('aside.reviewNoAssign')}>
          {t('aside.reviewNoAssignText')}
        </Banner>
      )}
      {somebody('close') ? (
        <Banner tone="verde">{t('aside.reviewClose')}</Banner>
      ) : (
        <Banner tone="ambar" title={t('aside.reviewNoClose')}>
          {t('aside.reviewNoAssignText')}
        </Banner>
      )}
      {tells ? null : <Banner tone="ambar">{t('aside.reviewNoTell')}</Banner>}
    </div>
  );
}
