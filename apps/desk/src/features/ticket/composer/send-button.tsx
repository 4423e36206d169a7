import { Button, Menu } from '@mantine/core';
import { Check, ChevronDown, Clock, SendHorizontal } from 'lucide-react';
import { keyName } from '../../../shared/actions/key-names.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { LaterItems } from '../later/later-items.tsx';
import classes from './composer.module.css';
import type { AfterReply } from './use-send.ts';

interface SendButtonProps {
  kind: 'reply' | 'note';
  isBusy: boolean;
  /** Somebody who was not there is to be confirmed first. */
  needsReview: boolean;
  canClose: boolean;
  canWait: boolean;
  /** The rule of the department: answering closes, unless its writer says otherwise. */
  closes: boolean;
  onSend: (then: AfterReply) => void;
  /** It leaves by itself at this instant; or its writer chooses one first. */
  onSendAt: (at: Date) => void;
  onChooseLater: () => void;
}

/** Send, and beside it what to do with the ticket in the same step. */
export function SendButton(props: SendButtonProps) {
  const { kind, isBusy, needsReview, canClose, canWait, closes, onSend } = props;
  const { t } = useTranslation('ticket');
  if (kind === 'note') {
    return (
      <Button size="sm" disabled={isBusy} onClick={() => onSend('keep')} aria-keyshortcuts="Control+Enter">
        {t('composer.addNote')}
      </Button>
    );
  }
  const buttons = (
    <div className={classes.split}>
      <Button
        size="sm"
        disabled={isBusy}
        onClick={() => onSend(closes ? 'close' : 'keep')}
        aria-keyshortcuts="Control+Enter"
        rightSection={needsReview ? undefined : <kbd className={classes.key}>{keyName('mod+enter')}</kbd>}
      >
        {needsReview ? t('composer.review') : closes ? t('composer.sendAndClose') : t('composer.send')}
      </Button>
      <Menu withinPortal={false} position="top-end" width={250}>
        <Menu.Target>
          <Button size="sm" disabled={isBusy} px={7} aria-label={t('composer.sendAnd')}>
            <ChevronDown size={15} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<SendHorizontal size={15} aria-hidden />} onClick={() => onSend('keep')}>
            {closes ? t('composer.sendAndKeep') : t('composer.send')}
          </Menu.Item>
          {canClose ? (
            <Menu.Item leftSection={<Check size={15} aria-hidden />} onClick={() => onSend('close')}>
              {t('composer.sendAndClose')}
            </Menu.Item>
          ) : null}
          {canWait ? (
            <Menu.Item leftSection={<Clock size={15} aria-hidden />} onClick={() => onSend('wait')}>
              {t('composer.sendAndWait')}
            </Menu.Item>
          ) : null}
          <LaterItems onSendAt={props.onSendAt} onChoose={props.onChooseLater} />
        </Menu.Dropdown>
      </Menu>
    </div>
  );
  if (!closes) return buttons;
  return (
    <div className={classes.closing}>
      <Button size="sm" variant="default" disabled={isBusy} onClick={() => onSend('keep')}>
        {t('composer.sendAndKeep')}
      </Button>
      {buttons}
    </div>
  );
}
