import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Role } from '@ventanilla/web';
import { useState } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useMe } from '../../../shared/session/session.ts';
import { Loaded, Panel } from '../shared/panel.tsx';
import { RoleActions } from './role-actions.tsx';
import { RoleAside } from './role-aside.tsx';
import { RolePowers } from './role-powers.tsx';
import classes from './roles.module.css';
import { rolesQuery, useRoleName } from './roles.queries.ts';
import { isWithin } from './roles.rules.ts';

/** The roles, and what the one that is chosen may really do. */
export function RolesPanel() {
  const { t } = useTranslation('roles');
  const query = useQuery(rolesQuery);
  return (
    <Panel title={t('title')} lead={t('lead')}>
      <Loaded query={query}>{(roles) => <Chosen roles={roles} />}</Loaded>
    </Panel>
  );
}

function Chosen({ roles }: { roles: readonly Role[] }) {
  const { t } = useTranslation('roles');
  const { agent } = useMe();
  const nameOf = useRoleName();
  const [chosenKey, choose] = useState<string | null>(null);
  const role = roles.find(({ key }) => key === chosenKey) ?? roles[0];
  const own = roles.find(({ key }) => key === agent.roleKey);
  if (!role || !own) return null;
  const canGive = isWithin(role, own);
  return (
    <>
      <div className={classes.chips} role="group" aria-label={t('list')}>
        {roles.map((one) => (
          <UnstyledButton
            key={one.key}
            className={classes.chip}
            aria-pressed={one === role}
            onClick={() => choose(one.key)}
          >
            <b>{nameOf(one)}</b> {one.builtIn ? t('builtIn') : t('own')}
          </UnstyledButton>
        ))}
      </div>
      <RoleActions key={role.key} role={role} canGive={canGive} onChoose={choose} />
      <RolePowers key={`${role.key} powers`} role={role} own={own} canChange={!role.builtIn && canGive} />
      <RoleAside role={role} />
    </>
  );
}
