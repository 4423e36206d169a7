import { getRouteApi } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense } from 'react';
import { AgentsPanel } from '../features/settings/agents/agents-panel.tsx';
import { ApiKeysPanel } from '../features/settings/api-keys/api-keys-panel.tsx';
import { OrganizationPanel } from '../features/settings/organization/organization-panel.tsx';
import { OutboxPanel } from '../features/settings/outbox/outbox-panel.tsx';
import { ProblemsPanel } from '../features/settings/problems/problems-panel.tsx';
import { type SectionKey, settingsSections } from '../features/settings/sections.ts';
import { NoPermission } from '../features/settings/shared/no-permission.tsx';
import { SpamPanel } from '../features/settings/spam/spam-panel.tsx';
import { loadPhrases } from '../shared/i18n/page-phrases.ts';
import { useTranslation } from '../shared/i18n/use-translation.ts';
import { useMe } from '../shared/session/session.ts';
import { NotFound } from './not-found.page.tsx';
import { useSettingFocus } from './use-setting-focus.ts';

/** With their phrases, which nothing else needs. */
const CalendarsPanel = lazy(async () => {
  const [page] = await Promise.all([
    import('../features/settings/calendars/calendars-panel.tsx'),
    loadPhrases('calendars'),
  ]);
  return { default: page.CalendarsPanel };
});

const DepartmentsPanel = lazy(async () => {
  const [page] = await Promise.all([
    import('../features/settings/departments/departments-panel.tsx'),
    loadPhrases('departments'),
  ]);
  return { default: page.DepartmentsPanel };
});

const MailboxesPanel = lazy(async () => {
  const [page] = await Promise.all([
    import('../features/settings/mailboxes/mailboxes-panel.tsx'),
    loadPhrases('mailboxes'),
  ]);
  return { default: page.MailboxesPanel };
});

const RolesPanel = lazy(async () => {
  const [page] = await Promise.all([
    import('../features/settings/roles/roles-panel.tsx'),
    loadPhrases('roles'),
  ]);
  return { default: page.RolesPanel };
});

/** The pages of the classification, which share their editor and show fields as tickets do. */
const ofClassification = <
  P extends 'TypesPanel' | 'SubjectsPanel' | 'TagsPanel' | 'StatusesPanel' | 'FieldsPanel',
>(
  name: P,
) =>
  lazy(async () => {
    const [pages] = await Promise.all([
      import('../features/settings/classification/index.ts'),
      loadPhrases('classification'),
      loadPhrases('classify'),
    ]);
    return { default: pages[name] };
  });

const SlaPanel = lazy(async () => {
  const [page] = await Promise.all([import('../features/settings/sla/sla-panel.tsx'), loadPhrases('sla')]);
  return { default: page.SlaPanel };
});

const TriagePanel = lazy(async () => {
  const [page] = await Promise.all([
    import('../features/settings/triage/triage-panel.tsx'),
    loadPhrases('triage'),
  ]);
  return { default: page.TriagePanel };
});

const RoutinesPanel = lazy(async () => {
  const [page] = await Promise.all([
    import('../features/settings/routines/routines-panel.tsx'),
    loadPhrases('routines'),
  ]);
  return { default: page.RoutinesPanel };
});

const OrganizationsPanel = lazy(async () => {
  const [page] = await Promise.all([
    import('../features/settings/organizations/organizations-panel.tsx'),
    loadPhrases('organizations'),
  ]);
  return { default: page.OrganizationsPanel };
});

const BackupsPanel = lazy(async () => {
  const [page] = await Promise.all([
    import('../features/settings/backups/backups-panel.tsx'),
    loadPhrases('backups'),
  ]);
  return { default: page.BackupsPanel };
});

const BlueprintsPanel = lazy(async () => {
  const [page] = await Promise.all([
    import('../features/settings/blueprints/blueprints-panel.tsx'),
    loadPhrases('blueprints'),
  ]);
  return { default: page.BlueprintsPanel };
});

const route = getRouteApi('/frame/settings/$section');

const panels: Record<SectionKey, ComponentType> = {
  organization: OrganizationPanel,
  calendars: CalendarsPanel,
  agents: AgentsPanel,
  roles: RolesPanel,
  departments: DepartmentsPanel,
  organizations: OrganizationsPanel,
  types: ofClassification('TypesPanel'),
  subjects: ofClassification('SubjectsPanel'),
  tags: ofClassification('TagsPanel'),
  statuses: ofClassification('StatusesPanel'),
  fields: ofClassification('FieldsPanel'),
  sla: SlaPanel,
  triage: TriagePanel,
  routines: RoutinesPanel,
  mailboxes: MailboxesPanel,
  outbox: OutboxPanel,
  'api-keys': ApiKeysPanel,
  'set-aside': ProblemsPanel,
  blueprints: BlueprintsPanel,
  backups: BackupsPanel,
  spam: SpamPanel,
};

/** One section of the settings, for whoever holds its permission. */
export function SettingsSectionPage() {
  const { t } = useTranslation('settings');
  useSettingFocus();
  const { permissions } = useMe();
  const { section } = route.useParams();
  const found = settingsSections.find(({ key }) => key === section);
  if (!found) return <NotFound />;
  if (!permissions.includes(found.permission)) {
    return <NoPermission title={t(`sections.${found.phrase}`)} />;
  }
  const Panel = panels[found.key];
  return (
    <Suspense fallback={null}>
      <Panel />
    </Suspense>
  );
}
