import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type BoardColumnKey, dataOf, relativeTime } from '@ventanilla/web';
import { Check, Columns3, Inbox, MailPlus, MessageCircleReply } from 'lucide-react';
import { api } from '../../shared/api/api.ts';
import { EmptyState } from '../../shared/components/empty-state.tsx';
import { useFormat } from '../../shared/hooks/use-format.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { useHolds } from '../../shared/session/session.ts';

const icons = { new: <Check />, answered: <MessageCircleReply />, your_turn: <Inbox /> };

/** A column with nothing in it: good news, or the first day. */
export function EmptyColumn({ columnKey, isFirst }: { columnKey: BoardColumnKey | null; isFirst: boolean }) {
  const { t } = useTranslation('board');
  if (columnKey === null)
    return <EmptyState icon={<Columns3 />} title={t('empty.ownTitle')} text={t('empty.ownText')} />;
  if (columnKey === 'new') return <NothingNew isBoardEmpty={isFirst} />;
  return (
    <EmptyState
      icon={icons[columnKey]}
      title={t(`empty.${columnKey}Title`)}
      text={t(`empty.${columnKey}Text`)}
    />
  );
}

/** When one last closed a ticket; null: never. */
const lastClosedQuery = {
  queryKey: ['last-closed'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/board/last-closed'))).at,
  staleTime: 0,
};

function NothingNew({ isBoardEmpty }: { isBoardEmpty: boolean }) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const sets = useHolds('mailboxes:manage');
  const { data: lastClosed, isPending } = useQuery(lastClosedQuery);
  const { data: hasMailbox } = useQuery({
    // The intake that every installation has is no mailbox of somebody.
    queryKey: ['mailboxes', 'any'],
    queryFn: async () =>
      (await dataOf(api.GET('/api/v1/mailboxes'))).items.some(
        ({ imap, smtp }) => imap !== null || smtp !== null,
      ),
    enabled: sets && isBoardEmpty,
  });
  if (isPending || (sets && isBoardEmpty && hasMailbox === undefined)) return null;
  if (sets && isBoardEmpty && hasMailbox === false) {
    return (
      <EmptyState tone="accent" icon={<MailPlus />} title={t('empty.firstTitle')} text={t('empty.firstText')}>
        <Button
          size="xs"
          renderRoot={(props) => (
            <Link to="/settings/$section" params={{ section: 'mailboxes' }} {...props} />
          )}
        >
          {t('empty.firstAction')}
        </Button>
      </EmptyState>
    );
  }
  if (isBoardEmpty && !lastClosed)
    return <EmptyState icon={<Inbox />} title={t('empty.agentTitle')} text={t('empty.agentText')} />;
  const text = lastClosed
    ? t('empty.newLastClosed', { when: relativeTime(lastClosed, format) })
    : t('empty.newText');
  return <EmptyState tone="verde" icon={<Check />} title={t('empty.newTitle')} text={text} />;
}
