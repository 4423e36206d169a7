import { Modal, VisuallyHidden } from '@mantine/core';
import { cappedCount } from '@ventanilla/web';
import { Search, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { closeLayer } from '../../../shared/actions/desk-layer.ts';
import { keyName } from '../../../shared/actions/key-names.ts';
import { takeTyped } from '../../../shared/actions/typed-ahead.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './palette.module.css';
import { wantsActions } from './palette.rules.ts';
import { optionId, PaletteOption } from './palette-option.tsx';
import { usePalette } from './use-palette.ts';

const listId = 'palette-results';

/** One box to search, go and act (⌘K): tickets, pages and every action of the present screen by name. */
export function Palette() {
  const { t } = useTranslation('search');
  const palette = usePalette();
  const { typed, sections, active, count } = palette;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) document.getElementById(optionId(active.key))?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const onKeyDown = (event: KeyboardEvent) => {
    const act = keyActions(palette)[event.key];
    const isToggle = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
    if (event.nativeEvent.isComposing || (!act && !isToggle)) return;
    event.preventDefault();
    if (isToggle) closeLayer();
    else act?.(event);
  };
  return (
    <Modal.Root
      opened
      onClose={() => closeLayer()}
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      size={640}
      yOffset={92}
      padding={0}
      classNames={{
        content: classes.dialog ?? '',
        overlay: classes.overlay ?? '',
        inner: classes.inner ?? '',
      }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.title')}>
        <div className={classes.head}>
          <Search size={16} strokeWidth={1.75} aria-hidden />
          <input
            ref={focusAtOnce}
            data-autofocus
            onFocus={() => palette.typeMore(takeTyped())}
            className={classes.input}
            role="combobox"
            aria-label={t('open')}
            aria-expanded={sections.length > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={active ? optionId(active.key) : undefined}
            placeholder={t('placeholder')}
            value={typed}
            onChange={(event) => palette.type(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            maxLength={200}
          />
          <span className={classes.scope}>
            {t(wantsActions(typed) ? 'palette.onlyActions' : 'palette.scope')}
          </span>
          <button
            type="button"
            className={classes.close}
            onClick={() => closeLayer()}
            aria-label={t('palette.close')}
          >
            <kbd aria-hidden>{keyName('Escape')}</kbd>
            <X size={18} strokeWidth={1.75} aria-hidden className={classes.cross} />
          </button>
        </div>
        <div ref={list} id={listId} role="listbox" aria-label={t('palette.results')} className={classes.list}>
          {sections.map((section) => (
            <div key={section.key} role="group" aria-labelledby={`palette-${section.key}`}>
              <div id={`palette-${section.key}`} role="presentation" className={classes.section}>
                {t(`palette.${section.key}`)}
              </div>
              {section.items.map((item) => (
                <PaletteOption
                  key={item.key}
                  item={item}
                  typed={typed}
                  isActive={item === active}
                  onPoint={() => palette.mark(item.key)}
                  onChoose={() => palette.choose(item)}
                />
              ))}
            </div>
          ))}
        </div>
        <PaletteState palette={palette} />
        <Foot palette={palette} />
        <VisuallyHidden role="status">
          {palette.state === 'settled' ? t('palette.count', { count }) : ''}
        </VisuallyHidden>
      </Modal.Content>
    </Modal.Root>
  );
}

/** The trap of the dialog would do it a moment later, and keys pressed meanwhile be lost. */
function focusAtOnce(input: HTMLInputElement | null): void {
  input?.focus();
}

type PaletteView = ReturnType<typeof usePalette>;

function keyActions(palette: PaletteView): Record<string, (event: KeyboardEvent) => void> {
  return {
    ArrowDown: () => palette.move(1),
    ArrowUp: () => palette.move(-1),
    Enter: (event) => (event.shiftKey ? palette.showAll() : void palette.enter()),
  };
}

/** What is said in place of results, or below those that need no search. */
function PaletteState({ palette: { state, text, sections } }: { palette: PaletteView }) {
  const { t } = useTranslation('search');
  const isFound = sections.some(({ key }) => key !== 'here' && key !== 'go');
  if (text === '' || isFound) return null;
  if (state === 'failed') return <p className={classes.state}>{t('palette.failed')}</p>;
  return (
    <p className={classes.state}>
      {state === 'searching' ? t('palette.searching') : t('palette.empty', { text })}
    </p>
  );
}

/** The keys of the palette, and how many tickets there are. */
function Foot({ palette: { total, sections } }: { palette: PaletteView }) {
  const { t } = useTranslation('search');
  const shown = sections.flatMap(({ items }) => items).filter(({ kind }) => kind === 'ticket').length;
  return (
    <div className={classes.foot} aria-hidden>
      <span>
        <kbd>↑</kbd> <kbd>↓</kbd> {t('palette.move')}
      </span>
      <span>
        <kbd>↵</kbd> {t('palette.enter')}
      </span>
      <span>
        <kbd>⇧↵</kbd> {t('palette.toAll')}
      </span>
      <span className={classes.wide}>
        <b>{'>'}</b> {t('palette.actions')}
      </span>
      <span className={classes.total}>
        {total && total.value > 0 ? t('palette.ofTotal', { count: shown, total: cappedCount(total) }) : ''}
      </span>
    </div>
  );
}
