import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type TicketCard, ticketNumber } from '@ventanilla/web';
import { CircleDot, Search, Undo2 } from 'lucide-react';
import { type ReactNode, useEffect, useLayoutEffect, useState } from 'react';
import { takeTyped } from '../../shared/actions/typed-ahead.ts';
import { agentsQuery } from '../../shared/agents/agents.ts';
import { Avatar } from '../../shared/components/avatar.tsx';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { useMe } from '../../shared/session/session.ts';
import { statusesQuery } from '../../shared/tickets/statuses.ts';
import { type CardCommand, dropOnPerson, dropOnStatus } from './card-actions.rules.ts';
import classes from './card-picker.module.css';
import { isLike } from './is-like.ts';

interface CardPickerProps {
  kind: 'assign' | 'status' | 'move';
  card: TicketCard;
  onClose(): void;
  onRun(command: CardCommand): void;
}

interface Choice {
  key: string;
  name: string;
  icon: ReactNode;
  /** null: the ticket is there already. */
  command: CardCommand | null;
}

/** «Asignar…», «Estado…» and «Mover a…»: what dragging does, by keyboard and by thumb. */
export function CardPicker({ kind, card, onClose, onRun }: CardPickerProps) {
  const { t } = useTranslation(['board', 'desk']);
  const [text, setText] = useState('');
  const store = useCombobox({ opened: true });
  const { people, statuses, elsewhere, isLoading } = useChoices(card);
  const groups = [
    { key: 'people' as const, choices: kind === 'status' ? [] : people },
    { key: 'statuses' as const, choices: kind === 'assign' ? [] : statuses },
    { key: 'elsewhere' as const, choices: kind === 'move' ? elsewhere : [] },
  ].map(({ key, choices }) => ({ key, choices: choices.filter(({ name }) => isLike(name, text)) }));
  const all = groups.flatMap(({ choices }) => choices);
  const label = { assign: t('pick.searchPeople'), status: t('pick.searchStatuses'), move: t('pick.search') }[
    kind
  ];
  // Closed before its box had the focus: the keys are the board's again.
  useEffect(() => () => void takeTyped(), []);
  const { selectFirstOption } = store;
  // The options are drawn anew with each letter, and the first of them is what Enter means.
  // biome-ignore lint/correctness/useExhaustiveDependencies: both say that the options are others
  useLayoutEffect(() => {
    selectFirstOption();
  }, [text, all.length, selectFirstOption]);

  return (
    <Modal
      opened
      onClose={onClose}
      returnFocus={false}
      size={400}
      centered={false}
      yOffset="12vh"
      title={t(`pick.${kind}`, { number: ticketNumber(card.number) })}
      closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
    >
      <Combobox
        store={store}
        onOptionSubmit={(key) => {
          const command = all.find((choice) => choice.key === key)?.command;
          if (command) onRun(command);
        }}
      >
        <Combobox.EventsTarget withExpandedAttribute>
          <TextInput
            data-autofocus
            aria-label={label}
            placeholder={label}
            value={text}
            leftSection={<Search size={14} strokeWidth={1.75} aria-hidden />}
            onFocus={() => {
              const ahead = takeTyped();
              setText((before) => before + ahead);
            }}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
            // The list keeps Escape to itself, although it is never shut.
            onKeyDown={({ key }) => key === 'Escape' && onClose()}
          />
        </Combobox.EventsTarget>
        <Combobox.Options className={classes.options} aria-label={label}>
          {groups.map(({ key, choices }) =>
            choices.length > 0 ? (
              <Combobox.Group key={key} label={t(`pick.${key}`)}>
                {choices.map((choice) => (
                  <Combobox.Option
                    key={choice.key}
                    value={choice.key}
                    disabled={!choice.command}
                    className={classes.option}
                  >
                    {choice.icon}
                    <span className={classes.name}>{choice.name}</span>
                    {choice.command ? null : <span className={classes.current}>{t('pick.current')}</span>}
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            ) : null,
          )}
          {all.length === 0 ? (
            <Combobox.Empty>{isLoading ? t('pick.loading') : t('pick.nothing')}</Combobox.Empty>
          ) : null}
        </Combobox.Options>
      </Combobox>
    </Modal>
  );
}

/** Where the card may go, by the rules of dropping it there; what the server would refuse is left out. */
function useChoices(card: TicketCard) {
  const { t, language } = useTranslation('board');
  const { agent } = useMe();
  const { data: agents = [], isPending } = useQuery(agentsQuery);
  const { data: rows = [] } = useQuery(statusesQuery);
  const me = { id: agent.id, name: agent.name };
  const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true };
  const active = agents.filter((one) => one.active);
  const ordered = [...active.filter(({ id }) => id === me.id), ...active.filter(({ id }) => id !== me.id)];
  const people = ordered.flatMap(({ id, name, photoUrl }): Choice[] => {
    const drop = dropOnPerson(card, { id, name }, me);
    if (drop && 'why' in drop) return [];
    const shown = id === me.id ? t('pick.me', { name }) : name;
    const avatar = <Avatar name={name} photoUrl={photoUrl} />;
    return [{ key: `person:${id}`, name: shown, icon: avatar, command: drop?.command ?? null }];
  });
  const statuses = rows.flatMap((status): Choice[] => {
    const drop = dropOnStatus(card, status);
    if (drop && 'why' in drop) return [];
    const name = language === 'en' ? status.labels.en : status.labels.es;
    return [
      { key: `status:${status.key}`, name, icon: <CircleDot {...icon} />, command: drop?.command ?? null },
    ];
  });
  const elsewhere: Choice[] =
    card.owner && card.can.includes('release')
      ? [
          {
            key: 'release',
            name: t('quick.release'),
            icon: <Undo2 {...icon} />,
            command: { kind: 'release' },
          },
        ]
      : [];
  return { people, statuses, elsewhere, isLoading: isPending };
}
