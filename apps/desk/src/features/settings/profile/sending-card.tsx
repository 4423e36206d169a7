import { Input, SegmentedControl } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { Me } from '@ventanilla/web';
import { useId } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyProblem } from '../../../shared/notify.tsx';
import { saveProfile } from '../../../shared/session/save-profile.ts';
import { useMe } from '../../../shared/session/session.ts';
import { Card } from './card.tsx';

type Seconds = Me['preferences']['undoSendSeconds'];
const choices: readonly Seconds[] = [0, 5, 10, 20];

/** How long an answer waits before it leaves, so that sending it can be undone. */
export function SendingCard() {
  const { t } = useTranslation('profile');
  const me = useMe();
  const queryClient = useQueryClient();
  const labelId = useId();
  const save = (text: string) => {
    const undoSendSeconds = choices.find((choice) => String(choice) === text);
    if (undoSendSeconds === undefined) return;
    saveProfile(queryClient, me, { preferences: { undoSendSeconds } }).catch(notifyProblem);
  };
  return (
    <Card title={t('sending.title')} lead={t('sending.lead')} setting="undoSend">
      <div>
        <Input.Label component="span" id={labelId}>
          {t('sending.undo')}
        </Input.Label>
        <div>
          <SegmentedControl
            aria-labelledby={labelId}
            data={choices.map((choice) => ({
              value: String(choice),
              label: choice === 0 ? t('sending.never') : t('sending.seconds', { count: choice }),
            }))}
            value={String(me.preferences.undoSendSeconds)}
            onChange={save}
          />
        </div>
      </div>
    </Card>
  );
}
