import type { BoardHead } from '@ventanilla/contracts/boards';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useHolds } from '../../../shared/session/session.ts';
import { SharedNameDialog } from '../../../shared/sharing/shared-name-dialog.tsx';
import type { Boards } from './use-boards.ts';

interface BoardDialogProps {
  kind: 'newBoard' | 'duplicateBoard' | 'boardHead';
  /** The board that is open. */
  head: BoardHead;
  boards: Boards;
  onClose(): void;
}

const ownAlone = { audience: 'personal', teamId: null } as const;

/** The name of a board and who sees it. */
export function BoardDialog({ kind, head, boards, onClose }: BoardDialogProps) {
  const { t } = useTranslation('boards');
  const mayShare = useHolds('views:share');
  const titles = {
    newBoard: t('new'),
    duplicateBoard: t('duplicate'),
    boardHead: t(mayShare ? 'edit' : 'rename'),
  };
  const initial = {
    newBoard: { name: '', ...ownAlone },
    duplicateBoard: { name: t('copyName', { name: boards.nameOf(head) }), ...ownAlone },
    boardHead: { name: head.name ?? '', audience: head.audience, teamId: head.teamId },
  };
  const copyOf = kind === 'duplicateBoard' ? boards.ref : null;
  return (
    <SharedNameDialog
      title={titles[kind]}
      initial={initial[kind]}
      hint={t('audienceHint')}
      onClose={onClose}
      onSave={(body) =>
        kind === 'boardHead' ? boards.change(head, body) : boards.create({ ...body, copyOf })
      }
    />
  );
}
