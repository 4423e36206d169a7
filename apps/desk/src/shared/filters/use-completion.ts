import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { FilterCompletion } from '@ventanilla/contracts/filter-routes';
import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { completionsQuery } from './filters.queries.ts';

/** How long somebody may pause before words are offered, in ms. */
const pauseMs = 120;
const none: FilterCompletion[] = [];

interface CompletionInput {
  input: RefObject<HTMLInputElement | null>;
  text: string;
  setText(text: string): void;
}

/** Words that may go on at the cursor, chosen from by keyboard as in any combobox. */
export function useCompletion({ input, text, setText }: CompletionInput) {
  const [at, setAt] = useState<number | null>(null);
  const [active, setActive] = useState(-1);
  const place = at === null ? null : { text, at };
  const [asked] = useDebouncedValue(place, pauseMs);
  const isAsked = asked !== null && at !== null && text !== '';
  const { data } = useQuery({
    ...completionsQuery(asked ?? { text: '', at: 0 }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  // An offer is only taken for the place that it was made for.
  const isCurrent = isAsked && asked.text === text && asked.at === at;
  const items = isCurrent && data ? data.items.filter((item) => !isWritten(item, { data, text })) : none;
  const isOpen = items.length > 0;

  // Where the cursor belongs once the text is the longer one.
  const cursor = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (cursor.current === null) return;
    input.current?.setSelectionRange(cursor.current, cursor.current);
    cursor.current = null;
  }, [input, text]);

  const close = () => {
    setAt(null);
    setActive(-1);
  };
  const accept = (item: FilterCompletion) => {
    if (!data) return;
    const end = data.from + item.text.length;
    cursor.current = end;
    setText(text.slice(0, data.from) + item.text + text.slice(data.to));
    setAt(item.kind === 'field' ? end : null);
    setActive(-1);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!isOpen) {
      if (event.key !== 'ArrowDown') return false;
      setAt(input.current?.selectionStart ?? text.length);
      return true;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = items[active] ?? (event.key === 'Tab' ? items[0] : undefined);
    if (step) setActive((now) => (now + step + items.length + (now < 0 && step < 0 ? 1 : 0)) % items.length);
    else if (event.key === 'Escape') close();
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen && !event.shiftKey) accept(chosen);
    else return false;
    return true;
  };
  return {
    items,
    active,
    isOpen,
    accept,
    close,
    onKeyDown,
    onTyped: (position: number) => {
      setAt(position);
      setActive(-1);
    },
  };
}

/** What stands there already is nothing to offer. */
function isWritten(
  item: FilterCompletion,
  { data, text }: { data: { from: number; to: number }; text: string },
) {
  return text.slice(data.from, data.to) === item.text;
}
