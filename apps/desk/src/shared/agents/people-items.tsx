import { Menu, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '../components/avatar.tsx';
import { useTranslation } from '../i18n/use-translation.ts';
import { useMe } from '../session/session.ts';
import { agentsQuery } from './agents.ts';

interface PeopleItemsProps {
  /** Who it is now. */
  presentId: string | null;
  /** Comes first, with why. */
  suggested?: { id: string; why: string } | null;
  onChoose(agent: { id: string; name: string }): void;
}

/** From so many people on one finds them by typing. */
const manyPeople = 8;

/** The people that somebody chooses one of, as items of a menu: whoever is suggested and oneself first. */
export function PeopleItems({ presentId, suggested = null, onChoose }: PeopleItemsProps) {
  const { t } = useTranslation('list');
  const me = useMe().agent;
  const [text, setText] = useState('');
  const { data: agents = [] } = useQuery(agentsQuery);
  const place = ({ id }: { id: string }) => (id === suggested?.id ? 0 : id === me.id ? 1 : 2);
  const ordered = agents.filter(({ active }) => active).toSorted((one, other) => place(one) - place(other));
  const sought = text.trim().toLocaleLowerCase();
  const found = ordered.filter(({ name }) => name.toLocaleLowerCase().includes(sought));
  return (
    <>
      {ordered.length > manyPeople ? (
        <TextInput
          size="xs"
          m={4}
          data-autofocus
          aria-label={t('cell.find')}
          placeholder={t('cell.find')}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      ) : null}
      <div style={{ maxHeight: 300, overflow: 'hidden auto' }}>
        {found.map(({ id, name, photoUrl }) => (
          <Menu.Item
            key={id}
            leftSection={<Avatar name={name} photoUrl={photoUrl} />}
            rightSection={id === presentId ? <Check size={14} aria-hidden /> : null}
            aria-current={id === presentId ? 'true' : undefined}
            onClick={() => onChoose({ id, name })}
          >
            {id === me.id ? t('cell.me', { name }) : name}
            {id === suggested?.id ? (
              <small style={{ display: 'block', color: 'var(--ink-3)' }}>{suggested.why}</small>
            ) : null}
          </Menu.Item>
        ))}
        {found.length === 0 ? <Menu.Label>{t('cell.nobodyFound')}</Menu.Label> : null}
      </div>
    </>
  );
}
