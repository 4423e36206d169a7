import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './keys-help.module.css';

/** What a key of a screen does; phrases are in `desk:keys`. */
export interface KeyHint {
  keys: readonly string[];
  does:
    | 'next'
    | 'previous'
    | 'nextColumn'
    | 'previousColumn'
    | 'openTicket'
    | 'take'
    | 'reply'
    | 'note'
    | 'send'
    | 'closeTicket'
    | 'back'
    | 'search'
    | 'help';
}

interface KeysHelpProps {
  keys: readonly KeyHint[];
  opened: boolean;
  onClose(): void;
}

export function KeysHelp({ keys, opened, onClose }: KeysHelpProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys.title')}
      size="sm"
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <dl className={classes.keys}>
        {keys.map(({ keys: names, does }) => (
          <div key={does} className={classes.row}>
            <dt>{t(`keys.${does}`)}</dt>
            <dd>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
