import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { OrganizationSettings } from '@ventanilla/web';
import { Building2, Search } from 'lucide-react';
import { useState } from 'react';
import { Chip } from '../../../shared/components/chip.tsx';
import { EmptyState } from '../../../shared/components/empty-state.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import shared from '../shared/panel.module.css';
import { Loaded, Panel, Rows } from '../shared/panel.tsx';
import { OrganizationEditor } from './organization-editor.tsx';
import classes from './organizations.module.css';
import { organizationsQuery } from './organizations.queries.ts';

const debounceMs = 180;

/** Organisations of customers: found by name, each opened to say who looks after it and how it is served. */
export function OrganizationsPanel() {
  const { t } = useTranslation('organizations');
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), debounceMs);
  const query = useInfiniteQuery(organizationsQuery(q));
  const [openId, open] = useState<string | null>(null);
  return (
    <Panel title={t('title')} lead={t('lead')}>
      <TextInput
        className={classes.search}
        aria-label={t('search')}
        placeholder={t('search')}
        data-setting="organizations"
        leftSection={<Search size={15} aria-hidden />}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Loaded query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <None isAsked={q !== ''} />;
          return (
            <>
              <Rows label={t('title')}>
                {items.map((organization) => (
                  <Row
                    key={organization.id}
                    organization={organization}
                    isOpen={organization.id === openId}
                    onOpen={() => open(organization.id === openId ? null : organization.id)}
                  />
                ))}
              </Rows>
              {query.hasNextPage ? (
                <Button variant="default" mt="sm" onClick={() => void query.fetchNextPage()}>
                  {t('more')}
                </Button>
              ) : null}
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}

function None({ isAsked }: { isAsked: boolean }) {
  const { t } = useTranslation('organizations');
  if (isAsked) return <p className={classes.quiet}>{t('notFound')}</p>;
  return <EmptyState icon={<Building2 />} tone="accent" title={t('none')} text={t('noneText')} />;
}

interface RowProps {
  organization: OrganizationSettings;
  isOpen: boolean;
  onOpen(): void;
}

function Row({ organization, isOpen, onOpen }: RowProps) {
  const { t } = useTranslation('organizations');
  const { name, parentName, accountManager, successManager, line, calendar } = organization;
  const said = [
    ...(accountManager ? [`${t('short.accountManager')}: ${accountManager.name}`] : []),
    ...(successManager ? [`${t('short.successManager')}: ${successManager.name}`] : []),
    ...(calendar ? [`${t('short.calendar')}: ${calendar.name}`] : []),
  ];
  return (
    <li>
      <span className={shared.main}>
        <button type="button" className={shared.stretch} aria-expanded={isOpen} onClick={onOpen}>
          {parentName ? `${name} · ${parentName}` : name}
        </button>
        <span className={shared.sub}>{said.length > 0 || line ? said.join(' · ') : t('untold')}</span>
      </span>
      {line ? <Chip tone="line">{line.name}</Chip> : null}
      {isOpen ? <OrganizationEditor organization={organization} /> : null}
    </li>
  );
}
