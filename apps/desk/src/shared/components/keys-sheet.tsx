import '@mantine/core/styles/Switch.css';
import { Modal, Switch } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { actionPlaces, currentActions, type PlacedAction, setSingleKeys } from '../actions/actions.ts';
import { keyName } from '../actions/key-names.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { notifyProblem } from '../notify.tsx';
import { saveProfile } from '../session/save-profile.ts';
import { useMe } from '../session/session.ts';
import classes from './keys-sheet.module.css';

/** The sheet of keys (`?`): everything that the present screen does by key, by place. */
export function KeysSheet({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['keys', 'desk']);
  // What was there when it was opened: under it the screen rests.
  const [actions] = useState(() => currentActions().filter(({ keys, name }) => name && keys?.length));
  const groups = actionPlaces
    .map((place) => ({ place, items: actions.filter((action) => action.place === place) }))
    .filter(({ items }) => items.length > 0);
  return (
    <Modal
      opened
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      onClose={onClose}
      title={t('title')}
      size={720}
      closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
    >
      <div className={classes.groups}>
        {groups.map(({ place, items }) => (
          <section key={place} className={classes.group} aria-labelledby={`keys-${place}`}>
            <h3 id={`keys-${place}`} className={classes.place}>
              {t(`place.${place}`)}
            </h3>
            <dl>
              {items.map((action) => (
                <KeyRow key={action.id} action={action} />
              ))}
            </dl>
          </section>
        ))}
      </div>
      <SingleKeysSwitch />
    </Modal>
  );
}

function KeyRow({ action }: { action: PlacedAction }) {
  return (
    <div className={classes.row}>
      <dt>{action.name}</dt>
      <dd>
        {action.keys?.map((key) => (
          <kbd key={key}>{keyName(key)}</kbd>
        ))}
      </dd>
    </div>
  );
}

function SingleKeysSwitch() {
  const { t } = useTranslation('keys');
  const me = useMe();
  const queryClient = useQueryClient();
  const [on, setOn] = useState(me.preferences.singleKeys);
  const change = (singleKeys: boolean) => {
    setOn(singleKeys);
    // At once: the next key pressed may come before the server's answer.
    setSingleKeys(singleKeys);
    saveProfile(queryClient, me, { preferences: { singleKeys } }).catch((error: unknown) => {
      setOn(!singleKeys);
      setSingleKeys(!singleKeys);
      notifyProblem(error);
    });
  };
  return (
    <Switch
      className={classes.single}
      label={t('single')}
      description={t('singleHint')}
      checked={on}
      onChange={(event) => change(event.currentTarget.checked)}
    />
  );
}
