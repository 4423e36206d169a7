import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/NumberInput.css';
import '@mantine/core/styles/Switch.css';
import '@mantine/core/styles/SegmentedControl.css';
import '@mantine/core/styles/FloatingIndicator.css';
import { Building2, KeyRound, Mail, PackageX, Send, Users } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SectionKey, settingsSections } from './sections.ts';
import classes from './settings-layout.module.css';

const icons: Record<
  SectionKey,
  ComponentType<{ size?: number; strokeWidth?: number; 'aria-hidden'?: boolean }>
> = {
  organization: Building2,
  agents: Users,
  mailboxes: Mail,
  outbox: Send,
  'api-keys': KeyRound,
  'set-aside': PackageX,
};

interface SettingsLayoutProps {
  sections: typeof settingsSections;
  renderLink(link: { key: SectionKey; className: string | undefined; children: ReactNode }): ReactNode;
  children: ReactNode;
}

/** The index of the settings beside one section; on phones a row above it. */
export function SettingsLayout({ sections, renderLink, children }: SettingsLayoutProps) {
  const { t } = useTranslation('settings');
  const groups = [...new Set(sections.map(({ group }) => group))];
  return (
    <div className={classes.settings}>
      <nav className={classes.index} aria-label={t('sections.label')}>
        {groups.map((group) => (
          <div key={group} className={classes.group}>
            <span className={classes.heading}>{t(`sections.${group}`)}</span>
            <ul className={classes.list}>
              {sections
                .filter((section) => section.group === group)
                .map(({ key, phrase }) => {
                  const Icon = icons[key];
                  const text = (
                    <>
                      <Icon size={16} strokeWidth={1.75} aria-hidden />
                      {t(`sections.${phrase}`)}
                    </>
                  );
                  return <li key={key}>{renderLink({ key, className: classes.link, children: text })}</li>;
                })}
            </ul>
          </div>
        ))}
      </nav>
      <div className={classes.body}>
        <div className={classes.content}>{children}</div>
      </div>
    </div>
  );
}
