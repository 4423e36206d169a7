import { Button, Menu } from '@mantine/core';
import { own } from '@ventanilla/contracts/filter-fields';
import type { Filter } from '@ventanilla/contracts/filters';
import type { View, ViewAudience } from '@ventanilla/contracts/views';
import { Check, ChevronDown, Columns3, CopyPlus, PencilLine, Save, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useActions } from '../../../shared/actions/use-actions.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './views.module.css';

/** What anybody asks for, without anything saved. */
export const presets = {
  all: { and: [] },
  mine: {
    and: [
      { field: 'owner', op: 'any_of', values: [own] },
      { field: 'statusCategory', op: 'none_of', values: ['closed', 'ignored'] },
    ],
  },
  unassigned: {
    and: [
      { field: 'owner', op: 'empty' },
      { field: 'statusCategory', op: 'none_of', values: ['closed', 'ignored'] },
    ],
  },
  late: { and: [{ field: 'clockState', op: 'any_of', values: ['breached'] }] },
} as const satisfies Record<string, unknown>;
export type Preset = keyof typeof presets;
export const presetFilter = (key: Preset): Filter => presets[key] as unknown as Filter;

interface ViewsMenuProps {
  views: readonly View[];
  present: View | null;
  /** What is on the screen is no longer what was saved. */
  isChanged: boolean;
  onPreset(key: Preset): void;
  onView(view: View): void;
  onSaveNew(): void;
  onSaveChanges(view: View): void;
  onRename(view: View): void;
  onDuplicate(view: View): void;
  onRemove(view: View): void;
  onColumn(view: View): void;
}

const audiences: readonly ViewAudience[] = ['personal', 'team', 'everyone'];
const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** The view that is open, the others, and what can be done with it. */
export function ViewsMenu(props: ViewsMenuProps) {
  const { views, present, isChanged } = props;
  const { t } = useTranslation('list');
  const [isOpen, setIsOpen] = useState(false);
  useActions('list', [
    { id: 'views', name: t('views.choose'), run: () => setIsOpen(true) },
    { id: 'saveView', name: t('views.save'), run: props.onSaveNew },
  ]);
  const name = present?.name ?? t('views.none');
  const byName = (one: View, other: View) => one.name.localeCompare(other.name);
  return (
    <Menu position="bottom-start" width={270} opened={isOpen} onChange={setIsOpen}>
      <Menu.Target>
        <Button
          size="xs"
          variant="subtle"
          aria-label={`${t('views.open')}: ${name}`}
          rightSection={<ChevronDown {...icon} />}
        >
          <span className={classes.name}>
            {present?.colour ? <span className={classes.dot} data-colour={present.colour} /> : null}
            {name}
            {present && isChanged ? <span className={classes.changed}>{t('views.changed')}</span> : null}
          </span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflow: 'hidden auto' }}>
        <Menu.Label>{t('views.ready')}</Menu.Label>
        {(Object.keys(presets) as Preset[]).map((key) => (
          <Menu.Item key={key} onClick={() => props.onPreset(key)}>
            {t(`presets.${key}`)}
          </Menu.Item>
        ))}
        {audiences.map((audience) => {
          const of = views.filter((view) => view.audience === audience).toSorted(byName);
          if (of.length === 0) return null;
          return [
            <Menu.Label key={audience}>{t(`views.${audience}`)}</Menu.Label>,
            ...of.map((view) => (
              <Menu.Item
                key={view.id}
                leftSection={<span className={classes.dot} data-colour={view.colour ?? undefined} />}
                rightSection={view.id === present?.id ? <Check {...icon} /> : null}
                aria-current={view.id === present?.id ? 'true' : undefined}
                onClick={() => props.onView(view)}
              >
                {view.name}
              </Menu.Item>
            )),
          ];
        })}
        <Menu.Divider />
        {present?.canChange && isChanged ? (
          <Menu.Item leftSection={<Save {...icon} />} onClick={() => props.onSaveChanges(present)}>
            {t('views.saveChanges')}
          </Menu.Item>
        ) : null}
        <Menu.Item leftSection={<Save {...icon} />} onClick={props.onSaveNew}>
          {t('views.save')}
        </Menu.Item>
        {present ? (
          <Menu.Item leftSection={<CopyPlus {...icon} />} onClick={() => props.onDuplicate(present)}>
            {t('views.duplicate')}
          </Menu.Item>
        ) : null}
        {present ? (
          <Menu.Item leftSection={<Columns3 {...icon} />} onClick={() => props.onColumn(present)}>
            {t('asColumn')}
          </Menu.Item>
        ) : null}
        {present?.canChange ? (
          <>
            <Menu.Item leftSection={<PencilLine {...icon} />} onClick={() => props.onRename(present)}>
              {t('views.rename')}
            </Menu.Item>
            <Menu.Item
              leftSection={<Trash2 {...icon} />}
              color="rojo"
              onClick={() => props.onRemove(present)}
            >
              {t('views.remove')}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
