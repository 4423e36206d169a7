import { ActionIcon } from '@mantine/core';
import { Keyboard } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { BoardView } from '../features/board/board-view.tsx';
import { NumberSearch } from '../features/search/number-search.tsx';
import { PageTop } from '../shared/components/page-top.tsx';
import { useKeysHelp } from '../shared/hooks/use-keys-help.ts';

const KeysHelp = lazy(async () => ({
  default: (await import('../shared/components/keys-help.tsx')).KeysHelp,
}));

const boardKeys = [
  { keys: ['j', '↓'], does: 'next' },
  { keys: ['k', '↑'], does: 'previous' },
  { keys: ['l', '→'], does: 'nextColumn' },
  { keys: ['h', '←'], does: 'previousColumn' },
  { keys: ['↵'], does: 'openTicket' },
  { keys: ['t'], does: 'take' },
  { keys: ['/'], does: 'search' },
  { keys: ['?'], does: 'help' },
] as const;

/** The desk's first page. */
export function BoardPage() {
  const { t } = useTranslation(['board', 'desk']);
  const help = useKeysHelp();
  return (
    <>
      <PageTop title={t('title')}>
        <NumberSearch />
        <ActionIcon
          visibleFrom="sm"
          aria-label={t('desk:keys.open')}
          title={t('desk:keys.open')}
          onClick={help.open}
        >
          <Keyboard size={16} strokeWidth={1.75} aria-hidden />
        </ActionIcon>
      </PageTop>
      <BoardView />
      {help.opened ? (
        <Suspense>
          <KeysHelp keys={boardKeys} opened onClose={help.close} />
        </Suspense>
      ) : null}
    </>
  );
}
