import type { Permission, Role } from '@ventanilla/web';
import { Trans, useTranslation } from 'react-i18next';
import { scopePhrase } from '../api-keys/scope-text.ts';
import { SettingsAside } from '../shared/settings-aside.tsx';
import classes from './roles.module.css';
import { useRoleName } from './roles.queries.ts';
import { actionsByReach, otherPermissions } from './roles.rules.ts';

/** Beside a role: what its holders may really do, as sentences. */
export function RoleAside({ role }: { role: Role }) {
  const { t, i18n } = useTranslation(['roles', 'settings']);
  const name = useRoleName()(role);
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const said = (permissions: readonly Permission[]) =>
    list.format(permissions.map((one) => lowerFirst(t(`settings:apiKeys.scopeText.${scopePhrase(one)}`))));
  const byReach = actionsByReach(role);
  const managed = [...otherPermissions.people, ...otherPermissions.settings].filter((permission) =>
    role.permissions.includes(permission),
  );
  const common = { t, ns: 'roles' as const, components: { b: <b /> } };
  return (
    <SettingsAside label={t('words')}>
      <section className={classes.section}>
        <h3>{t('words')}</h3>
        <p className={classes.spoken}>
          <Trans {...common} i18nKey="readsWords" values={{ name, scope: t(`scope.${role.scope}`) }} />{' '}
          {byReach.length === 0 ? t('doesNothing') : null}
          {byReach.map(({ reach, actions }) => (
            <span key={reach}>
              {reach === role.scope ? (
                <Trans {...common} i18nKey="does" values={{ actions: said(actions) }} />
              ) : (
                <Trans
                  {...common}
                  i18nKey="doesIn"
                  values={{ scope: t(`inScope.${reach}`), actions: said(actions) }}
                />
              )}{' '}
            </span>
          ))}
          {managed.length > 0 ? (
            <Trans {...common} i18nKey="manages" values={{ actions: said(managed) }} />
          ) : null}
        </p>
      </section>
    </SettingsAside>
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
