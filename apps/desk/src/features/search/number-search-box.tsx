import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { parseTicketNumber, ticketNumber } from '@ventanilla/web';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../shared/api/problem-text.ts';
import { useShortcuts } from '../../shared/hooks/use-shortcuts.ts';
import { notifyFailed } from '../../shared/notify.tsx';
import classes from './number-search.module.css';
import { ResultOption } from './result-option.tsx';
import { exactNumber, quickSearchQuery } from './search.queries.ts';

/** How long typing rests before it is searched for, in ms. */
const debounceMs = 180;
const allResults = 'all';

/** The box in the top bar: results as you type; Enter opens an exact number, or all results. */
export function NumberSearchBox() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const wanted = text.trim();
  const [settled] = useDebouncedValue(wanted, debounceMs);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const query = useQuery({ ...quickSearchQuery(settled), placeholderData: keepPreviousData });
  const results = settled === '' ? [] : (query.data ?? []);

  useShortcuts({ '/': () => input.current?.focus() });

  const leave = () => {
    setText('');
    combobox.closeDropdown();
    input.current?.blur();
  };
  const open = (ticketId: string) => {
    leave();
    void navigate({ to: '/tickets/$ticketId', params: { ticketId } });
  };
  const showAll = () => {
    leave();
    void navigate({ to: '/search', search: { q: wanted } });
  };
  const onEnter = async () => {
    if (wanted === '') return;
    if (parseTicketNumber(wanted) === null) return showAll();
    try {
      const found = exactNumber(wanted, await queryClient.fetchQuery(quickSearchQuery(wanted)));
      if (found) open(found.id);
      else showAll();
    } catch (error) {
      notifyFailed(problemText(error));
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && combobox.getSelectedOptionIndex() < 0) {
      event.preventDefault();
      void onEnter();
    }
    if (event.key === 'Escape' && !combobox.dropdownOpened) leave();
  };

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(value) => (value === allResults ? showAll() : open(value))}
      withinPortal={false}
      shadow="lg"
      width={420}
      position="bottom-end"
      offset={6}
    >
      <Combobox.Target>
        <TextInput
          ref={input}
          className={classes.box}
          classNames={{ input: classes.input }}
          aria-label={t('search.label')}
          placeholder={t('search.placeholder')}
          leftSection={<Search size={16} strokeWidth={1.75} aria-hidden />}
          rightSection={text === '' ? <kbd aria-hidden>/</kbd> : null}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onFocus={() => wanted !== '' && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={onKeyDown}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={settled === ''} className={classes.dropdown}>
        <Combobox.Options aria-label={t('search.label')}>
          {results.map((card) => (
            <Combobox.Option key={card.id} value={card.id} className={classes.option}>
              <ResultOption card={card} label={t('search.open', { number: ticketNumber(card.number) })} />
            </Combobox.Option>
          ))}
          {results.length > 0 ? (
            <Combobox.Option value={allResults} className={classes.all}>
              {t('search.all')}
            </Combobox.Option>
          ) : (
            <Combobox.Empty>{emptyText()}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );

  function emptyText() {
    if (query.isError) return t('search.failed');
    return query.isFetching ? t('search.searching') : t('search.emptyTitle', { text: settled });
  }
}
