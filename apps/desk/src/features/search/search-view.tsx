import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useActions } from '../../shared/actions/use-actions.ts';
import { EmptyState } from '../../shared/components/empty-state.tsx';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { isSought, type Sought } from './search.queries.ts';
import { SearchResults } from './search-results.tsx';
import classes from './search-view.module.css';
import { StateFilter } from './state-filter.tsx';

interface SearchViewProps {
  /** What is searched for, in which state and of whom, from the address of the page. */
  sought: Sought;
  onChange(next: Sought): void;
}

/** The page of results, with its own box; on phones it is where one searches. */
export function SearchView({ sought, onChange }: SearchViewProps) {
  const { text, state } = sought;
  const { t } = useTranslation(['search', 'keys']);
  const [typed, setTyped] = useState(text);
  const [settled] = useDebouncedValue(typed.trim(), 250);
  const input = useRef<HTMLInputElement>(null);
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (settled !== text) onChange({ ...sought, text: settled });
    // Only what was typed changes the address; the address changing by itself is taken over below.
    // oxlint-disable-next-line react/exhaustive-deps -- what is sought and onChange would undo going back
  }, [settled]);
  useEffect(() => setTyped(text), [text]);

  const links = () => [...(page.current?.querySelectorAll<HTMLElement>('[data-result]') ?? [])];
  const move = (step: 1 | -1) => {
    const all = links();
    const at = all.indexOf(document.activeElement as HTMLElement);
    if (at === 0 && step < 0) return input.current?.focus();
    return all[at < 0 ? 0 : at + step]?.focus();
  };
  useActions('search', [
    { id: 'next', name: t('keys:results.next'), keys: ['j', 'ArrowDown'], keyOnly: true, run: () => move(1) },
    {
      id: 'previous',
      name: t('keys:results.previous'),
      keys: ['k', 'ArrowUp'],
      keyOnly: true,
      run: () => move(-1),
    },
    { id: 'open', name: t('keys:results.open'), keys: ['Enter'] },
  ]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      move(1);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      onChange({ ...sought, text: typed.trim() });
    }
  };
  return (
    <div className={classes.page} ref={page}>
      <div className={classes.ask}>
        <TextInput
          ref={input}
          type="search"
          className={classes.box}
          size="lg"
          aria-label={t('label')}
          placeholder={t('placeholder')}
          leftSection={<Search size={16} strokeWidth={1.75} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          maxLength={200}
        />
        <StateFilter
          state={state}
          onState={(next) => onChange({ ...sought, text: typed.trim(), state: next })}
        />
      </div>
      {!isSought(sought) ? (
        <EmptyState icon={<Search />} tone="accent" title={t('startTitle')} text={t('hint')} />
      ) : (
        <SearchResults
          sought={sought}
          onText={(next) => {
            setTyped(next);
            onChange({ ...sought, text: next });
            input.current?.focus();
          }}
          onAnyState={() => onChange({ ...sought, state: undefined })}
          onEverybody={() => {
            onChange({ text, state });
            input.current?.focus();
          }}
        />
      )}
    </div>
  );
}
