import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { FilterForms, FilterProblem } from '@ventanilla/contracts/filter-routes';
import type { Filter } from '@ventanilla/contracts/filters';
import { useEffect, useRef, useState } from 'react';
import { useLatest } from '../hooks/use-latest.ts';
import { notifyProblem } from '../notify.tsx';
import { readQuery, writeText } from './filters.queries.ts';

/** How long somebody may pause while typing before what they typed is read, in ms. */
const typingMs = 250;

export const everything: Filter = { and: [] };
const noNames: Record<string, string> = {};

export interface EditedFilter {
  /** As it is typed. */
  text: string;
  setText(text: string): void;
  /** The last one that made sense; null while the first is being read. */
  filter: Filter | null;
  /** Names of people and things that it mentions, by id. */
  names: Record<string, string>;
  /** What is wrong with the text as it stands, once it was read. */
  problems: FilterProblem[];
  /** `filter` is what the text and the rows ask for as they stand: what was typed has been read and makes sense. */
  isCurrent: boolean;
  error: unknown;
  retry(): void;
  /** Puts a filter in the place of the text. */
  setFilter(filter: Filter): void;
  /** Counts up whenever the filter became another one otherwise than by `setFilter`. */
  revision: number;
}

interface UseFilterInput {
  /** The text that the address of the page tells. */
  applied: string;
  /** What is typed or built makes sense. */
  onApply(text: string): void;
}

/** One filter in both of its forms, which follow each other; what is not understood yet changes nothing. */
export function useFilter({ applied, onApply }: UseFilterInput): EditedFilter {
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState(applied);
  const [paused] = useDebouncedValue(typed, typingMs);
  // What the builder wrote, or what the page began with, need not be waited for.
  const known = queryClient.getQueryData(readQuery(typed).queryKey) !== undefined;
  const settled = known ? typed : paused;
  const { data, error, refetch } = useQuery({ ...readQuery(settled), enabled: settled.trim() !== '' });
  const isBlank = settled.trim() === '';
  const forms = isBlank ? null : data?.forms;

  const last = useLastForms({ forms, isBlank });
  const apply = useLatest(onApply);
  const isValid = isBlank || Boolean(forms);
  const seen = useRef(applied);
  useEffect(() => {
    if (!isValid) return;
    seen.current = settled.trim();
    apply.current(settled.trim());
  }, [apply, isValid, settled]);

  // Going back, and opening a view, bring another text; what was applied here does not come back over what is typed.
  useEffect(() => {
    if (applied === seen.current) return;
    seen.current = applied;
    setTyped(applied);
  }, [applied]);

  const { built, isWriting, setFilter } = useBuilt(setTyped);
  const revision = useRevision({ text: settled, built, isValid });
  return {
    text: typed,
    setText: setTyped,
    filter: last.filter,
    names: last.names,
    problems: !isBlank && settled === typed ? (data?.problems ?? []) : [],
    isCurrent: settled === typed && isValid && !isWriting,
    error: isBlank ? null : error,
    retry: () => void refetch(),
    setFilter,
    revision,
  };
}

/** What was understood last stays, while what is typed now is not. */
function useLastForms({ forms, isBlank }: { forms: FilterForms | null | undefined; isBlank: boolean }) {
  const [last, setLast] = useState<{ filter: Filter | null; names: Record<string, string> }>({
    filter: null,
    names: noNames,
  });
  const present = isBlank ? blank : forms;
  if (present && present.filter !== last.filter) setLast({ filter: present.filter, names: present.names });
  return present ?? last;
}
const blank = { filter: everything, names: noNames };

/** Filters of the builder become text one after the other; only the last of them counts. */
function useBuilt(setTyped: (text: string) => void) {
  const queryClient = useQueryClient();
  const asked = useRef(0);
  const built = useRef<string | null>(null);
  const [isWriting, setWriting] = useState(false);
  const setFilter = (filter: Filter) => {
    asked.current += 1;
    const mine = asked.current;
    setWriting(true);
    writeText(filter, queryClient)
      .then((text) => {
        if (mine !== asked.current) return;
        built.current = text;
        setTyped(text);
      })
      .catch(notifyProblem)
      .finally(() => mine === asked.current && setWriting(false));
  };
  return { built, isWriting, setFilter };
}

function useRevision(input: { text: string; built: { current: string | null }; isValid: boolean }): number {
  const { text, built, isValid } = input;
  const [revision, setRevision] = useState(0);
  useEffect(() => {
    if (isValid && text !== built.current) setRevision((now) => now + 1);
    if (isValid) built.current = text;
  }, [text, built, isValid]);
  return revision;
}
