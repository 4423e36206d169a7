import { ActionIcon } from '@mantine/core';
import { Keyboard } from 'lucide-react';
import { Suspense } from 'react';
import { BoardView } from '../features/board/board-view.tsx';
import { SoundChip } from '../features/board/notices/sound-chip.tsx';
import { useBoardTitle } from '../features/board/use-board-title.ts';
import { NewTicketLink } from '../features/new-ticket/new-ticket-link.tsx';
import { SearchButton } from '../features/search/search-button.tsx';
import { openLayer } from '../shared/actions/desk-layer.ts';
import { lazyPart } from '../shared/components/lazy-part.ts';
import { PageTop } from '../shared/components/page-top.tsx';
import { whenIdle } from '../shared/hooks/when-idle.ts';
import { useTranslation } from '../shared/i18n/use-translation.ts';
import { Bell } from '../shared/notices/bell.tsx';

const BoardBeside = lazyPart(async () => {
  const [beside, { loadPhrases }] = await Promise.all([
    import('./board-beside.tsx'),
    import('../shared/i18n/page-phrases.ts'),
  ]);
  await Promise.all([loadPhrases('list'), loadPhrases('boards')]);
  return { default: beside.BoardBeside };
});

/** How soon after the board the page that is opened from it is fetched, in ms. */
const aheadMs = 1000;

/** A ticket opens at once. Where its page cannot be had now it is asked for again when one is opened. */
function fetchTicketPage(): void {
  whenIdle(() => void import('./ticket.page.tsx').catch(() => undefined), aheadMs);
}

/** The desk's first page. */
export function BoardPage() {
  const { t } = useTranslation(['board', 'keys']);
  useBoardTitle();
  return (
    <>
      <PageTop
        title={t('title')}
        titleHidden="phone"
        beside={
          <Suspense>
            <BoardBeside />
          </Suspense>
        }
      >
        <SoundChip />
        <SearchButton />
        <Bell />
        <ActionIcon
          visibleFrom="md"
          aria-label={t('keys:open')}
          title={t('keys:open')}
          onClick={() => openLayer('keys')}
        >
          <Keyboard size={16} strokeWidth={1.75} aria-hidden />
        </ActionIcon>
        <NewTicketLink />
      </PageTop>
      <BoardView onDrawn={fetchTicketPage} />
    </>
  );
}
