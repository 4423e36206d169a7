import { ActionIcon } from '@mantine/core';
import { ListFilter, X } from 'lucide-react';
import { type ReactNode, type RefObject, useId, useRef } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import classes from './filter-box.module.css';
import { paint } from './paint.rules.ts';
import { useCompletion } from './use-completion.ts';
import type { EditedFilter } from './use-filter.ts';

interface FilterBoxProps {
  filter: EditedFilter;
  input: RefObject<HTMLInputElement | null>;
  /** Problems are told below, by this id. */
  problemsId: string;
  /** At the right: how many, and the way to the builder. */
  children?: ReactNode;
  /** Enter, where no word is being chosen. */
  onEnter(): void;
}

/** A filter as text: its words coloured as they are typed, and the next ones offered. */
export function FilterBox({ filter, input, problemsId, children, onEnter }: FilterBoxProps) {
  const { t } = useTranslation('filters');
  const list = useId();
  const layer = useRef<HTMLSpanElement>(null);
  const { text, setText, problems } = filter;
  const completion = useCompletion({ input, text, setText });
  const follow = () => {
    if (layer.current && input.current)
      layer.current.style.transform = `translateX(${-input.current.scrollLeft}px)`;
  };
  return (
    <div className={classes.box} data-wrong={problems.length > 0 || undefined}>
      <ListFilter size={16} strokeWidth={1.75} aria-hidden className={classes.icon} />
      <span className={classes.field}>
        <span className={classes.paint} aria-hidden>
          <span ref={layer} className={classes.layer}>
            {paint(text, problems).map(({ text: piece, kind, isWrong }, index) => (
              // Pieces never change places; they are told apart by where they stand.
              <span key={index} className={classes[kind]} data-wrong={isWrong || undefined}>
                {piece}
              </span>
            ))}
          </span>
        </span>
        <input
          ref={input}
          className={classes.input}
          role="combobox"
          aria-label={t('box.label')}
          aria-expanded={completion.isOpen}
          aria-controls={completion.isOpen ? list : undefined}
          aria-autocomplete="list"
          aria-activedescendant={
            completion.isOpen && completion.active >= 0 ? `${list}-${completion.active}` : undefined
          }
          aria-invalid={problems.length > 0}
          aria-describedby={problems.length > 0 ? problemsId : undefined}
          value={text}
          placeholder={t('box.placeholder')}
          maxLength={2000}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
            completion.onTyped(currentTarget.selectionStart ?? currentTarget.value.length);
          }}
          onScroll={follow}
          onSelect={follow}
          onBlur={completion.close}
          // Escape puts the offers away, and not the dialog that the box may stand in.
          data-mantine-stop-propagation={completion.isOpen || undefined}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            const isTaken = completion.onKeyDown(event);
            if (isTaken) event.stopPropagation();
            // What is wrong is mended first.
            else if (event.key === 'Enter' && problems.length === 0) onEnter();
            if (isTaken || event.key === 'Enter') event.preventDefault();
          }}
        />
        {completion.isOpen ? (
          <ul className={classes.options} id={list} role="listbox" aria-label={t('box.suggestions')}>
            {completion.items.map((item, index) => (
              <li
                key={item.text}
                id={`${list}-${index}`}
                role="option"
                aria-selected={index === completion.active}
                className={classes.option}
                // The box keeps the focus.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => completion.accept(item)}
                // Arrows and Enter are the box's, which keeps the focus.
                onKeyDown={undefined}
              >
                <span className={classes.code}>{item.text}</span>
                <span className={classes.said}>
                  {item.label === item.text.replace(/:$/, '') ? t(`box.kinds.${item.kind}`) : item.label}
                </span>
              </li>
            ))}
          </ul>
        ) : null}
      </span>
      {children}
      {text ? (
        <ActionIcon
          aria-label={t('box.clear')}
          title={t('box.clear')}
          onClick={() => {
            setText('');
            input.current?.focus();
          }}
        >
          <X size={15} strokeWidth={1.75} aria-hidden />
        </ActionIcon>
      ) : null}
    </div>
  );
}
