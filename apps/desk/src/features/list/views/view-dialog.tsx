import type { Colour } from '@ventanilla/web';
import { useState } from 'react';
import { ColourChoice } from '../../../shared/components/colour-choice.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { type SharedName, SharedNameDialog } from '../../../shared/sharing/shared-name-dialog.tsx';

export interface NamedView extends SharedName {
  colour: Colour | null;
}

interface ViewDialogProps {
  title: string;
  initial: NamedView;
  onClose(): void;
  /** Throws what the server says against it. */
  onSave(view: NamedView): Promise<void>;
}

/** The name of a view, its colour and who sees it. */
export function ViewDialog({ title, initial, onClose, onSave }: ViewDialogProps) {
  const { t } = useTranslation('list');
  const [colour, setColour] = useState(initial.colour);
  return (
    <SharedNameDialog
      title={title}
      initial={initial}
      hint={t('views.audienceHint')}
      onClose={onClose}
      onSave={(named) => onSave({ ...named, colour })}
    >
      <ColourChoice label={t('views.colour')} value={colour} onChange={setColour} />
    </SharedNameDialog>
  );
}
