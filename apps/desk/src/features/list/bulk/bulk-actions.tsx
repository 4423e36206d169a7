import { ActionIcon, Button, Menu } from '@mantine/core';
import type { BulkAction, BulkSelection } from '@ventanilla/web';
import { Copy, Ellipsis, History } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { bulkLayer } from '../../../shared/bulk/bulk-layer.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useMe } from '../../../shared/session/session.ts';
import classes from './bulk-actions.module.css';
import { BulkCard } from './bulk-card.tsx';
import { type BulkKind, barKinds, bulkKinds, moreKinds, plainAction } from './bulk-kinds.ts';
import { BulkMenu } from './bulk-menu.tsx';

interface BulkActionsProps {
  selection: BulkSelection;
  /** A key asked for it. */
  asked: BulkKind | null;
  onAsked(): void;
  onStarted(): void;
  /** Null: not all of them have been fetched. */
  onCopy: (() => void) | null;
}

/** What can be done with all that is selected: choose, see what will happen, do it. */
export function BulkActions({ selection, asked, onAsked, onStarted, onCopy }: BulkActionsProps) {
  const { t } = useTranslation(['bulk', 'list']);
  const { permissions } = useMe();
  const [menu, setMenu] = useState<{ kind: BulkKind; opener: HTMLElement } | null>(null);
  const [chosen, setChosen] = useState<{ action: BulkAction; opener: HTMLElement } | null>(null);
  const bar = useRef<HTMLDivElement>(null);
  const more = useRef<HTMLButtonElement>(null);
  const may = (kind: BulkKind) => permissions.includes(bulkKinds[kind].permission);
  const back = (opener: HTMLElement | undefined) => requestAnimationFrame(() => opener?.focus());
  const begin = (kind: BulkKind, opener: HTMLElement) => {
    const action = plainAction(kind);
    if (action) setChosen({ action, opener });
    else {
      setChosen(null);
      setMenu({ kind, opener });
    }
  };
  const beginAsked = useEffectEvent((kind: BulkKind) => {
    const opener = bar.current?.querySelector<HTMLElement>(`[data-bulk="${kind}"]`);
    if (opener) begin(kind, opener);
    onAsked();
  });
  useEffect(() => {
    if (asked) beginAsked(asked);
  }, [asked]);
  return (
    <div ref={bar} className={classes.actions} role="group" aria-label={t('actions')}>
      {barKinds.filter(may).map((kind) => {
        const { icon: Icon } = bulkKinds[kind];
        const isOpen = menu?.kind === kind || chosen?.action.kind === kind;
        return (
          <Button
            key={kind}
            size="xs"
            variant={isOpen ? 'light' : 'subtle'}
            data-bulk={kind}
            aria-haspopup="menu"
            aria-expanded={menu?.kind === kind}
            leftSection={<Icon size={15} strokeWidth={1.75} aria-hidden />}
            onClick={({ currentTarget }) => begin(kind, currentTarget)}
          >
            {t(`kind.${kind}`)}
          </Button>
        );
      })}
      <Menu position="top-end" width={220} returnFocus={false}>
        <Menu.Target>
          <ActionIcon ref={more} aria-label={t('kind.more')} title={t('kind.more')}>
            <Ellipsis size={16} strokeWidth={1.75} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {moreKinds.filter(may).map((kind) => {
            const { icon: Icon } = bulkKinds[kind];
            return (
              <Menu.Item
                key={kind}
                leftSection={<Icon size={14} strokeWidth={1.75} aria-hidden />}
                onClick={() => more.current && begin(kind, more.current)}
              >
                {t(`kind.${kind}`)}
              </Menu.Item>
            );
          })}
          <Menu.Divider />
          {onCopy ? (
            <Menu.Item leftSection={<Copy size={14} strokeWidth={1.75} aria-hidden />} onClick={onCopy}>
              {t('list:select.copy')}
            </Menu.Item>
          ) : null}
          <Menu.Item
            leftSection={<History size={14} strokeWidth={1.75} aria-hidden />}
            onClick={() => bulkLayer.show('recent')}
          >
            {t('menu.recent')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {menu ? (
        <BulkMenu
          kind={menu.kind}
          opener={menu.opener}
          onClose={() => {
            setMenu(null);
            back(menu.opener);
          }}
          onChoose={(action) => {
            setMenu(null);
            setChosen({ action, opener: menu.opener });
          }}
        />
      ) : null}
      {chosen ? (
        <BulkCard
          key={JSON.stringify(chosen.action)}
          selection={selection}
          action={chosen.action}
          onClose={() => {
            setChosen(null);
            back(chosen.opener);
          }}
          onStarted={onStarted}
        />
      ) : null}
    </div>
  );
}
