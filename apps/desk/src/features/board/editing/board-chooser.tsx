import { Button, Menu } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { BoardHead } from '@ventanilla/contracts/boards';
import { isProblem } from '@ventanilla/web';
import { Check, ChevronDown, Columns3, CopyPlus, PencilLine, Plus, RotateCcw, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useActions } from '../../../shared/actions/use-actions.ts';
import { editBoard } from '../../../shared/boards/board-edit.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyFailed } from '../../../shared/notify.tsx';
import { useHolds } from '../../../shared/session/session.ts';
import { boardOnScreen, boardQuery } from '../board.queries.ts';
import { announceMove } from '../moved.ts';
import { currentColumn } from '../outline.rules.ts';
import classes from './board-chooser.module.css';
import { offerNewColumn, useBoardChanges } from './use-board-changes.ts';
import { type Boards, useBoards } from './use-boards.ts';

const audiences = ['personal', 'team', 'everyone'] as const;
const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** The board that is open, the others, and what can be done with it. */
export function BoardChooser() {
  const { t } = useTranslation('boards');
  const boards = useBoards();
  const { data: state, error } = useQuery(boardQuery(boards.ref));
  const { restoreDefaults } = useBoardChanges();
  const [isOpen, setIsOpen] = useState(false);
  useGone(boards, error);
  useBoardActions({ boards, onChoose: () => setIsOpen(true) });
  const head = state?.head;
  const name = head ? boards.nameOf(head) : t('mine');
  const mayShare = useHolds('views:share');
  const mayChange = head?.can.includes('change') ?? false;
  return (
    <>
      <Menu position="bottom-start" width={290} opened={isOpen} onChange={setIsOpen}>
        <Menu.Target>
          <Button
            size="xs"
            variant="subtle"
            aria-label={`${t('choose')}: ${name}`}
            rightSection={<ChevronDown {...icon} />}
          >
            <span className={classes.name}>{name}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah="70vh" style={{ overflow: 'hidden auto' }}>
          {audiences.map((audience) => (
            <BoardsOf key={audience} audience={audience} boards={boards} present={head} />
          ))}
          <Menu.Divider />
          {mayChange ? (
            <>
              <Menu.Item leftSection={<Columns3 {...icon} />} onClick={offerNewColumn}>
                {t('newColumn')}
              </Menu.Item>
              <Menu.Item leftSection={<RotateCcw {...icon} />} onClick={restoreDefaults}>
                {t('restoreDefaults')}
              </Menu.Item>
            </>
          ) : null}
          <Menu.Item leftSection={<Plus {...icon} />} onClick={() => editBoard({ kind: 'newBoard' })}>
            {t('new')}
          </Menu.Item>
          <Menu.Item
            leftSection={<CopyPlus {...icon} />}
            onClick={() => editBoard({ kind: 'duplicateBoard' })}
          >
            {t('duplicate')}
          </Menu.Item>
          {head?.can.includes('share') ? (
            <Menu.Item
              leftSection={<PencilLine {...icon} />}
              onClick={() => editBoard({ kind: 'boardHead' })}
            >
              {t(mayShare ? 'edit' : 'rename')}
            </Menu.Item>
          ) : null}
          {head?.can.includes('delete') ? (
            <Menu.Item
              leftSection={<Trash2 {...icon} />}
              color="rojo"
              onClick={() => void boards.remove(head)}
            >
              {t('remove')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {mayChange ? (
        <Button
          className={classes.add}
          size="xs"
          variant="subtle"
          leftSection={<Plus {...icon} />}
          aria-label={t('newColumn')}
          onClick={offerNewColumn}
        >
          {t('addColumn')}
        </Button>
      ) : null}
    </>
  );
}

interface BoardsOfProps {
  audience: (typeof audiences)[number];
  boards: Boards;
  present: BoardHead | undefined;
}

function BoardsOf({ audience, boards, present }: BoardsOfProps) {
  const { t } = useTranslation('boards');
  const all = boards.boards.filter((board) => board.audience === audience);
  const own = all.filter(({ isDefault }) => isDefault);
  const others = all
    .filter(({ isDefault }) => !isDefault)
    .toSorted((one, other) => boards.nameOf(one).localeCompare(boards.nameOf(other)));
  if (all.length === 0) return null;
  return (
    <>
      <Menu.Label>{t(`sections.${audience}`)}</Menu.Label>
      {[...own, ...others].map((board) => {
        const isPresent = board.isDefault ? present?.isDefault : board.id === present?.id;
        return (
          <Menu.Item
            key={board.id ?? 'default'}
            rightSection={isPresent ? <Check {...icon} /> : null}
            aria-current={isPresent ? 'true' : undefined}
            onClick={() => isPresent || boards.open(board.isDefault ? null : board.id)}
          >
            {boards.nameOf(board)}
            {board.mine ? null : <span className={classes.by}> {t('by', { name: board.ownerName })}</span>}
          </Menu.Item>
        );
      })}
    </>
  );
}

/** A board that was removed, or is no longer shared, gives way to one's own. */
function useGone(boards: Boards, error: unknown) {
  const { t } = useTranslation('boards');
  const isGone = boards.ref !== 'default' && isProblem(error, 'boards.not_found');
  const { open } = boards;
  useEffect(() => {
    if (!isGone) return;
    notifyFailed(t('gone'));
    open(null);
    // oxlint-disable-next-line react/exhaustive-deps -- once for each board that is gone
  }, [isGone, boards.ref]);
}

/** By keyboard and from the palette: other boards, a new column, and moving the column that has the focus. */
function useBoardActions({ boards, onChoose }: { boards: Boards; onChoose(): void }) {
  const { t } = useTranslation('boards');
  const queryClient = useQueryClient();
  const changes = useBoardChanges();
  const move = (by: -1 | 1) => () => {
    const id = document.activeElement?.closest<HTMLElement>('[data-column]')?.dataset['column'];
    const state = boardOnScreen(queryClient);
    const column = id && state ? currentColumn(state, id) : null;
    if (!column || !state?.head.can.includes('change')) return false;
    announceMove(changes.move(column, by));
    return true;
  };
  const mayChange = boardOnScreen(queryClient)?.head.can.includes('change') ?? false;
  useActions('board', [
    { id: 'boards', name: t('keys.choose'), keys: ['b'], run: onChoose },
    { id: 'newColumn', name: t('newColumn'), keys: ['n'], enabled: mayChange, run: offerNewColumn },
    { id: 'columnLeft', name: t('keys.left'), keys: ['<'], keyOnly: true, run: move(-1) },
    { id: 'columnRight', name: t('keys.right'), keys: ['>'], keyOnly: true, run: move(1) },
    { id: 'newBoard', name: t('new'), run: () => editBoard({ kind: 'newBoard' }) },
    ...boards.boards
      .filter((board) => (board.isDefault ? boards.ref !== 'default' : board.id !== boards.ref))
      .map((board) => ({
        id: `board-${board.id ?? 'default'}`,
        name: t('goTo', { name: boards.nameOf(board) }),
        run: () => boards.open(board.isDefault ? null : board.id),
      })),
  ]);
}
