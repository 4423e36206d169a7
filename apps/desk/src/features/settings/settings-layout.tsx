import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/NumberInput.css';
import '@mantine/core/styles/Radio.css';
import '@mantine/core/styles/Switch.css';
import '@mantine/core/styles/SegmentedControl.css';
import '@mantine/core/styles/FloatingIndicator.css';
import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import {
  Archive,
  Building2,
  CalendarCheck,
  CalendarClock,
  Flag,
  Handshake,
  KeyRound,
  LayoutTemplate,
  ListChecks,
  ListOrdered,
  Mail,
  Network,
  PackageX,
  Search,
  Send,
  ShieldAlert,
  SignalHigh,
  Tags,
  TextCursorInput,
  Timer,
  UserCog,
  UserRound,
  Users,
} from 'lucide-react';
import { type ComponentType, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { LateBackupBadge } from './backups/late-backup-badge.tsx';
import { FailingMark } from './mailboxes/health/failing-mark.tsx';
import { problemCountQuery } from './problems/problems.queries.ts';
import type { settingsSections } from './sections.ts';
import { settingEntries } from './setting-entries.ts';
import classes from './settings-layout.module.css';
import { findSettings, type Place } from './settings-search.rules.ts';
import { AsideSlot } from './shared/settings-aside.tsx';

const icons: Record<
  Place,
  ComponentType<{ size?: number; strokeWidth?: number; 'aria-hidden'?: boolean }>
> = {
  organization: Building2,
  blueprints: LayoutTemplate,
  calendars: CalendarClock,
  sla: Timer,
  triage: ListOrdered,
  routines: CalendarCheck,
  agents: Users,
  roles: UserCog,
  departments: Network,
  organizations: Handshake,
  types: SignalHigh,
  subjects: ListChecks,
  tags: Tags,
  statuses: Flag,
  fields: TextCursorInput,
  mailboxes: Mail,
  outbox: Send,
  'api-keys': KeyRound,
  'set-aside': PackageX,
  backups: Archive,
  spam: ShieldAlert,
  profile: UserRound,
};

export interface SettingsLink {
  place: Place;
  /** A single setting on that page; left out: the page. */
  setting?: string;
  className: string | undefined;
  children: ReactNode;
}

interface SettingsLayoutProps {
  sections: typeof settingsSections;
  renderLink(link: SettingsLink): ReactNode;
  /** One section is open: on phones it takes the place of the index. */
  isOpen: boolean;
  children: ReactNode;
}

/** The index of the settings, with its search, beside one section; on phones one of the two. */
export function SettingsLayout({ sections, renderLink, isOpen, children }: SettingsLayoutProps) {
  const { t } = useTranslation('settings');
  const [text, setText] = useState('');
  const results = useRef<HTMLDivElement>(null);
  const [aside, setAside] = useState<HTMLElement | null>(null);
  const isSearching = text.trim() !== '';
  return (
    <div className={clsx(classes.settings, isOpen && classes.open)}>
      <nav className={classes.index} aria-label={t('sections.label')}>
        <form
          role="search"
          className={classes.search}
          onSubmit={(event) => {
            event.preventDefault();
            results.current?.querySelector('a')?.click();
          }}
        >
          <TextInput
            aria-label={t('search.label')}
            placeholder={t('search.label')}
            type="search"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            leftSection={<Search size={16} strokeWidth={1.75} aria-hidden />}
            autoComplete="off"
          />
        </form>
        <div ref={results}>
          {isSearching ? (
            <Found text={text} sections={sections} renderLink={renderLink} />
          ) : (
            <Groups sections={sections} renderLink={renderLink} />
          )}
        </div>
      </nav>
      <div className={classes.body}>
        <AsideSlot value={aside}>
          <div className={classes.content}>{children}</div>
        </AsideSlot>
        <div ref={setAside} className={classes.aside} />
      </div>
    </div>
  );
}

type ListProps = Pick<SettingsLayoutProps, 'sections' | 'renderLink'>;

function Groups({ sections, renderLink }: ListProps) {
  const { t } = useTranslation('settings');
  const groups = [...new Set(sections.map(({ group }) => group))];
  return groups.map((group) => (
    <div key={group} className={classes.group}>
      <span className={classes.heading}>{t(`sections.${group}`)}</span>
      <ul className={classes.list}>
        {sections
          .filter((section) => section.group === group)
          .map(({ key, phrase }) => (
            <li key={key}>
              {renderLink({
                place: key,
                className: classes.link,
                children: (
                  <>
                    <LinkText place={key} title={t(`sections.${phrase}`)} />
                    {key === 'set-aside' ? <ProblemBadge /> : null}
                    {key === 'backups' ? <LateBackupBadge /> : null}
                    {key === 'mailboxes' ? <FailingMark /> : null}
                  </>
                ),
              })}
            </li>
          ))}
      </ul>
    </div>
  ));
}

function Found({ text, sections, renderLink }: ListProps & { text: string }) {
  const { t } = useTranslation(['settings', 'profile']);
  const phraseOf = new Map<Place, string>(sections.map(({ key, phrase }) => [key, t(`sections.${phrase}`)]));
  phraseOf.set('profile', t('profile:title'));
  const all = settingEntries
    .filter(({ place }) => phraseOf.has(place))
    .map((entry) => ({
      ...entry,
      title: t(`index.${entry.key}.title`),
      words: t(`index.${entry.key}.words`),
    }));
  const found = findSettings(text, all);
  return (
    <div className={classes.group}>
      <span className={classes.heading} role="status">
        {found.length === 0
          ? t('search.nothing', { text: text.trim() })
          : t('search.found', { count: found.length })}
      </span>
      <ul className={classes.list}>
        {found.map(({ key, place, title }) => (
          <li key={key}>
            {renderLink({
              place,
              setting: key,
              className: classes.link,
              children: <LinkText place={place} title={title} where={phraseOf.get(place)} />,
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How many problems nobody has looked at; nothing while there are none. */
function ProblemBadge() {
  const { t } = useTranslation('settings');
  const { data } = useQuery(problemCountQuery);
  const count = data?.all.value ?? 0;
  if (count === 0) return null;
  return (
    <span className={classes.badge} role="img" aria-label={t('problems.badge', { count })}>
      {count > 99 ? '99+' : count}
    </span>
  );
}

function LinkText({ place, title, where }: { place: Place; title: string; where?: string | undefined }) {
  const Icon = icons[place];
  return (
    <>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
      <span className={classes.linkText}>
        {title}
        {where && where !== title ? <small>{where}</small> : null}
      </span>
    </>
  );
}
