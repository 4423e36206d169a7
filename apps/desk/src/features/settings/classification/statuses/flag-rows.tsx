import { Switch, TextInput } from '@mantine/core';
import type { FlagKey } from '@ventanilla/web';
import { Flag } from 'lucide-react';
import { useState } from 'react';
import { useClassification } from '../../../../shared/classification/classification.ts';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import panel from '../../shared/panel.module.css';
import { Rows } from '../../shared/panel.tsx';
import classes from '../classification.module.css';
import { DefinitionDialog, type Edited, writtenNames } from '../editor/definition-dialog.tsx';
import type { Definition } from '../editor/definitions.ts';
import { EditButton } from '../editor/edit-button.tsx';
import { Group } from '../editor/group.tsx';
import { useDefinitions } from '../editor/use-definitions.ts';

const inks: Record<FlagKey, string | undefined> = {
  orange: classes.flagOrange,
  blue: classes.flagBlue,
  green: classes.flagGreen,
};

/** The three flags: what each is called and means here, and whether it is in use (W15). */
export function FlagRows({ flags }: { flags: readonly Definition<'flags'>[] }) {
  const { t } = useTranslation('classification');
  const [edited, edit] = useState<Edited<'flags'>>(null);
  const { nameOf } = useClassification();
  const { setActive } = useDefinitions();
  return (
    <Group title={t('flags.title')} hint={t('flags.hint')} setting="flags">
      <Rows label={t('flags.title')}>
        {flags.map((flag) => (
          <li key={flag.key}>
            <Flag size={16} strokeWidth={2} className={inks[flag.key]} aria-hidden />
            <span className={panel.main}>
              <b>{nameOf(flag)}</b>
              <span className={panel.sub}>
                {[t(`flags.colors.${flag.key}`), flag.meaning].filter(Boolean).join(' · ')}
              </span>
            </span>
            <span className={panel.side}>
              <Switch
                aria-label={t('flags.inUse', { name: nameOf(flag) })}
                checked={flag.active}
                onChange={(event) => void setActive('flags', flag.key, event.currentTarget.checked)}
              />
              <EditButton name={nameOf(flag)} onClick={() => edit(flag)} />
            </span>
          </li>
        ))}
      </Rows>
      <DefinitionDialog
        kind="flags"
        edited={edited}
        onClose={() => edit(null)}
        titleNew={t('flags.title')}
        read={(flag) => ({
          name: flag?.name ?? '',
          nameEn: flag?.nameEn ?? '',
          meaning: flag?.meaning ?? '',
        })}
        write={(values) => ({ ...writtenNames(values), meaning: values.meaning })}
      >
        {(form) => (
          <TextInput {...form.getInputProps('meaning')} label={t('flags.meaning')} maxLength={200} />
        )}
      </DefinitionDialog>
    </Group>
  );
}
