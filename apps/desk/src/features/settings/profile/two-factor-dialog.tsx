import { useQueryClient } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone } from '../../../shared/notify.tsx';
import { sessionQuery } from '../../../shared/session/session.ts';
import { FormDialog } from '../shared/form-dialog.tsx';
import { BackupCodes } from './backup-codes.tsx';
import { EnrolStep } from './enrol-step.tsx';
import { OwnPasswordStep } from './own-password-step.tsx';
import { twoFactorQuery } from './profile.queries.ts';

export type TwoFactorWish = 'on' | 'off' | 'renew';

type Stage =
  | { name: 'password' }
  | { name: 'enrol'; secret: string; otpauthUrl: string }
  | { name: 'codes'; codes: string[] };

interface TwoFactorDialogProps {
  /** What the person came for; null: the dialog is closed. */
  wish: TwoFactorWish | null;
  onClose(): void;
}

/** Turns the second step on or off, or makes new backup codes; each begins with one's own password. */
export function TwoFactorDialog({ wish, onClose }: TwoFactorDialogProps) {
  const { t } = useTranslation('profile');
  const queryClient = useQueryClient();
  const [stage, setStage] = useState<Stage>({ name: 'password' });
  const close = () => {
    onClose();
    setStage({ name: 'password' });
    void queryClient.invalidateQueries({ queryKey: twoFactorQuery.queryKey });
    void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
  const withPassword = async (password: string) => {
    const body = { password };
    if (wish === 'on') {
      setStage({ name: 'enrol', ...(await dataOf(api.POST('/api/v1/session/two-factor', { body }))) });
    } else if (wish === 'renew') {
      const { backupCodes } = await dataOf(api.POST('/api/v1/session/two-factor/backup-codes', { body }));
      setStage({ name: 'codes', codes: backupCodes });
    } else {
      await api.POST('/api/v1/session/two-factor/off', { body });
      notifyDone(t('twoFactor.turnedOff'));
      close();
    }
  };
  const confirm = async (code: string) => {
    const { backupCodes } = await dataOf(
      api.POST('/api/v1/session/two-factor/confirm', { body: { code: code.replace(/\s/g, '') } }),
    );
    notifyDone(t('twoFactor.turnedOn'));
    setStage({ name: 'codes', codes: backupCodes });
  };
  const titles = {
    password: t('twoFactor.passwordTitle'),
    enrol: t('twoFactor.scanTitle'),
    codes: t('twoFactor.codesTitle'),
  };
  return (
    <FormDialog
      opened={wish !== null}
      onClose={close}
      title={titles[stage.name]}
      size={stage.name === 'enrol' ? 'lg' : 'md'}
    >
      {stage.name === 'password' ? (
        <OwnPasswordStep
          text={wish === 'off' ? t('twoFactor.offText') : undefined}
          verb={wish === 'off' ? t('twoFactor.turnOff') : t('twoFactor.continue')}
          isDestructive={wish === 'off'}
          onCancel={close}
          onPassword={withPassword}
        />
      ) : null}
      {stage.name === 'enrol' ? <EnrolStep {...stage} onCancel={close} onCode={confirm} /> : null}
      {stage.name === 'codes' ? <BackupCodes codes={stage.codes} onDone={close} /> : null}
    </FormDialog>
  );
}
