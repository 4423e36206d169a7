import type { BoardHead } from '@ventanilla/contracts/boards';
import { useTranslation } from 'react-i18next';
import { SharedNameDialog } from '../../../shared/sharing/shared-name-dialog.tsx';
import type { Boards } from './use-boards.ts';

interface BoardDialogProps {
  kind: 'newBoard' | 'duplicateBoard' | 'boardHead';
  /** The board that is open. */
  head: BoardHead;
  boards: Boards;
  onClose(): void;
}

const titles = { newBoard: 'new', duplicateBoard: 'duplicate', boardHead: 'edit' } as const;
const ownAlone = { audience: 'personal', teamId: null } as const;

/** The name of a board and who sees it. */
export function BoardDialog({ kind, head, boards, onClose }: BoardDialogProps) {
  const { t } = useTranslation('boards');
  const initial = {
    newBoard: { name: '', ...ownAlone },
    duplicateBoard: { name: t('copyName', { name: boards.nameOf(head) }), ...ownAlone },
    boardHead: { name: head.name ?? '', audience: head.audience, teamId: head.teamId },
  };
  const copyOf = kind === 'duplicateBoard' ? boards.ref : null;
  return (
    <SharedNameDialog
      title={t(titles[kind])}
      initial={initial[kind]}
      hint={t('audienceHint')}
      onClose={onClose}
      onSave={(body) =>
        kind === 'boardHead' ? boards.change(head, body) : boards.create({ ...body, copyOf })
      }
    />
  );
}
