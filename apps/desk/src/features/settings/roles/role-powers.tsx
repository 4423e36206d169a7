import { Checkbox, Select } from '@mantine/core';
import type { NarrowablePermission, Permission, Role, Scope } from '@ventanilla/web';
import { Check, Minus } from 'lucide-react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { scopePhrase } from '../api-keys/scope-text.ts';
import classes from './roles.module.css';
import { useRoleName } from './roles.queries.ts';
import { narrowable, narrowerOf, otherPermissions, reachOf, scopesWithin, withReach } from './roles.rules.ts';
import { useChangeRole } from './use-change-role.ts';

interface RolePowersProps {
  role: Role;
  /** Of whoever looks: nothing is offered that they could not give. */
  own: Role;
  canChange: boolean;
}

const groups = ['tickets', 'people', 'settings'] as const;

/** What a role reads and how far each of its actions reaches; a role of one's own making is changed right there. */
export function RolePowers({ role, own, canChange }: RolePowersProps) {
  const { t } = useTranslation('roles');
  const change = useChangeRole(role.key);
  const name = useRoleName()(role);
  const hold = (permission: Permission, isHeld: boolean) => {
    const others = role.permissions.filter((one) => one !== permission);
    change({ permissions: isHeld ? [...others, permission] : others });
  };
  return (
    <>
      <div className={classes.box}>
        <div className={classes.line}>
          <span>{t('reads')}</span>
          {canChange ? (
            <Select
              size="xs"
              className={classes.wide}
              aria-label={t('readsLabel', { name })}
              allowDeselect={false}
              data={scopesWithin(own.scope).map((scope) => ({ value: scope, label: t(`scope.${scope}`) }))}
              value={role.scope}
              onChange={(scope) => scope && change({ scope })}
            />
          ) : (
            <b>{t(`scope.${role.scope}`)}</b>
          )}
        </div>
      </div>
      {groups.map((group) => (
        <section key={group} className={classes.part}>
          <h3>{t(`groups.${group}`)}</h3>
          <div className={classes.box}>
            {otherPermissions[group].map((permission) => (
              <Held
                key={permission}
                permission={permission}
                isHeld={role.permissions.includes(permission)}
                canChange={canChange && own.permissions.includes(permission)}
                onChange={(isHeld) => hold(permission, isHeld)}
              />
            ))}
            {group === 'tickets'
              ? narrowable.map((permission) => (
                  <Reach
                    key={permission}
                    permission={permission}
                    reach={reachOf(permission, role)}
                    widest={canChange ? widestOf(permission, role, own) : null}
                    onChange={(reach) => change(withReach(permission, reach, role))}
                  />
                ))
              : null}
          </div>
        </section>
      ))}
    </>
  );
}

/** As far as the role reads and whoever gives it may go themselves; null: they may not do it at all. */
function widestOf(permission: NarrowablePermission, role: Role, own: Role): Scope | null {
  const held = reachOf(permission, own);
  return held === null ? null : narrowerOf(role.scope, held);
}

interface HeldProps {
  permission: Permission;
  isHeld: boolean;
  canChange: boolean;
  onChange(isHeld: boolean): void;
}

function Held({ permission, isHeld, canChange, onChange }: HeldProps) {
  const { t } = useTranslation(['settings', 'roles']);
  const text = t(`settings:apiKeys.scopeText.${scopePhrase(permission)}`);
  if (!canChange) {
    return (
      <div className={classes.line} data-off={isHeld ? undefined : true}>
        <span>{text}</span>
        {isHeld ? (
          <Check size={15} strokeWidth={2} role="img" aria-label={t('roles:reach.all')} />
        ) : (
          <Minus size={15} strokeWidth={2} role="img" aria-label={t('roles:reach.no')} />
        )}
      </div>
    );
  }
  return (
    <label className={classes.line} data-off={isHeld ? undefined : true}>
      <span>{text}</span>
      <Checkbox
        size="xs"
        aria-label={text}
        checked={isHeld}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    </label>
  );
}

interface ReachProps {
  permission: NarrowablePermission;
  reach: Scope | null;
  /** The widest that may be chosen; null: nothing is chosen here. */
  widest: Scope | null;
  onChange(reach: Scope | null): void;
}

function Reach({ permission, reach, widest, onChange }: ReachProps) {
  const { t } = useTranslation(['roles', 'settings']);
  const text = t(`settings:apiKeys.scopeText.${scopePhrase(permission)}`);
  return (
    <div className={classes.line} data-off={reach === null ? true : undefined}>
      <span>{text}</span>
      {widest === null ? (
        <b>{t(`reach.${reach ?? 'no'}`)}</b>
      ) : (
        <Select
          size="xs"
          w={180}
          aria-label={t('reachOf', { action: text })}
          allowDeselect={false}
          data={[
            ...scopesWithin(widest)
              .filter((scope) => scope !== 'none')
              .map((scope) => ({ value: scope as Scope | 'no', label: t(`reach.${scope}`) })),
            { value: 'no' as const, label: t('reach.no') },
          ]}
          value={reach ?? 'no'}
          onChange={(value) => value && onChange(value === 'no' ? null : value)}
        />
      )}
    </div>
  );
}
