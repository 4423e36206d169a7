import type { Permission, Role } from '@ventanilla/web';
import { Emphasised } from '../../../shared/components/emphasised.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { scopePhrase } from '../api-keys/scope-text.ts';
import { SettingsAside } from '../shared/settings-aside.tsx';
import classes from './roles.module.css';
import { useRoleName } from './roles.queries.ts';
import { actionsByReach, otherPermissions } from './roles.rules.ts';

/** Beside a role: what its holders may really do, as sentences. */
export function RoleAside({ role }: { role: Role }) {
  const { t, language } = useTranslation(['roles', 'settings']);
  const name = useRoleName()(role);
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const said = (permissions: readonly Permission[]) =>
    list.format(permissions.map((one) => lowerFirst(t(`settings:apiKeys.scopeText.${scopePhrase(one)}`))));
  const byReach = actionsByReach(role);
  const managed = [...otherPermissions.people, ...otherPermissions.settings].filter((permission) =>
    role.permissions.includes(permission),
  );
  const sentences = [
    t('readsWords', { name, scope: t(`scope.${role.scope}`) }),
    ...(byReach.length === 0 ? [t('doesNothing')] : []),
    ...byReach.map(({ reach, actions }) =>
      reach === role.scope
        ? t('does', { actions: said(actions) })
        : t('doesIn', { scope: t(`inScope.${reach}`), actions: said(actions) }),
    ),
    ...(managed.length > 0 ? [t('manages', { actions: said(managed) })] : []),
  ];
  return (
    <SettingsAside label={t('words')}>
      <section className={classes.section}>
        <h3>{t('words')}</h3>
        <p className={classes.spoken}>
          <Emphasised text={sentences.join(' ')} />
        </p>
      </section>
    </SettingsAside>
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
