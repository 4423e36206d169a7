import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { History, Pencil } from 'lucide-react';
import { useState } from 'react';
import { TimeAgo } from '../../../shared/components/time-ago.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import contextClasses from '../context/context.module.css';
import classes from './draft.module.css';
import { draftsQuery, draftVersionsQuery } from './draft.queries.ts';
import { draftKinds, isBlank } from './draft-store.ts';
import { DraftVersions } from './draft-versions.tsx';
import type { DraftHandle } from './use-draft.ts';

/** Drafts of the ticket: one's own with its revision and earlier versions, and who else is writing one. */
export function DraftSection({ drafts }: { drafts: DraftHandle }) {
  const { t } = useTranslation('ticket');
  const { data } = useQuery(draftsQuery(drafts.ticketId));
  const [opened, setOpened] = useState(false);
  const kind = drafts.draft.kind;
  const own = draftKinds.filter((each) => !isBlank(drafts.draft[each]));
  const others = data?.others ?? [];
  // Without a draft of one's own there may still be what was discarded; it is asked for only then.
  const { data: versions = [] } = useQuery({
    ...draftVersionsQuery(drafts.ticketId, kind),
    enabled: data !== undefined,
    staleTime: 30_000,
  });
  if (own.length === 0 && others.length === 0 && versions.length === 0) return null;
  return (
    <div className={contextClasses.section}>
      <div className={contextClasses.heading}>
        <h2>{t('draft.title')}</h2>
        <span className={contextClasses.aside}>{t('draft.byThemselves')}</span>
      </div>
      <ul className={classes.list}>
        {own.map((each) => {
          const { changedAt } = drafts.draft[each];
          return (
            <li key={each}>
              <Pencil size={14} strokeWidth={1.75} aria-hidden />
              <span>
                {each === kind && versions.length > 0
                  ? t(`draft.ownVersion.${each}`, { version: versions.length + 1 })
                  : t(`draft.own.${each}`)}
              </span>
              {changedAt ? <TimeAgo at={changedAt} /> : null}
            </li>
          );
        })}
        {others.map(({ agent, kind: theirs, updatedAt }) => (
          <li key={`${agent.id} ${theirs}`}>
            <Pencil size={14} strokeWidth={1.75} aria-hidden />
            <span>{t(`draft.theirs.${theirs}`, { name: agent.name })}</span>
            <TimeAgo at={updatedAt} />
          </li>
        ))}
        {versions.length > 0 ? (
          <li>
            <History size={14} strokeWidth={1.75} aria-hidden />
            <UnstyledButton className={classes.more} onClick={() => setOpened(true)}>
              {t('draft.versionCount', { count: versions.length })}
            </UnstyledButton>
            <TimeAgo at={versions[0]!.savedAt} />
          </li>
        ) : null}
      </ul>
      <DraftVersions drafts={drafts} kind={kind} opened={opened} onClose={() => setOpened(false)} />
    </div>
  );
}
