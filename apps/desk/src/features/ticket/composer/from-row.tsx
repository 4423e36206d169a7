import { Menu, TextInput, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { problemText } from '../../../shared/api/problem-text.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { fromAddressesQuery } from './from.queries.ts';
import classes from './recipients.module.css';

/** With more addresses than this a field to filter them stands above. */
const withoutFilterMax = 7;

interface FromRowProps {
  /** The address that it leaves from now. */
  address: string;
  /** The one that it leaves from unless somebody chooses. */
  usual: string;
  onChange: (address: string) => void;
}

/** Which of our addresses the answer leaves from: the one that the customer wrote to, or another that is chosen. */
export function FromRow({ address, usual, onChange }: FromRowProps) {
  const { t } = useTranslation('ticket');
  return (
    <div className={`${classes.place} ${classes.recipients}`}>
      <span className={classes.label}>{t('composer.fromLabel')}</span>
      <Menu withinPortal={false} position="bottom-start" width={320}>
        <Menu.Target>
          <UnstyledButton
            className={`${classes.address} ${classes.sender}`}
            aria-label={t('composer.fromChoose', { address })}
          >
            {address}
            <ChevronDown size={13} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Addresses address={address} usual={usual} onChange={onChange} />
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function Addresses({ address, usual, onChange }: FromRowProps) {
  const { t } = useTranslation(['ticket', 'desk']);
  const [filter, setFilter] = useState('');
  const { data, error } = useQuery(fromAddressesQuery);
  if (!data) return <Menu.Label>{error ? problemText(error) : t('desk:states.loading')}</Menu.Label>;
  const wanted = filter.trim().toLocaleLowerCase();
  const shown = data.filter((each) =>
    `${each.mailboxName} ${each.address}`.toLocaleLowerCase().includes(wanted),
  );
  return (
    <>
      {data.length > withoutFilterMax ? (
        <TextInput
          size="xs"
          m={6}
          aria-label={t('composer.fromFilter')}
          placeholder={t('composer.fromFilter')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      ) : null}
      <div className={classes.senders}>
        <Menu.RadioGroup value={address} onChange={onChange}>
          {shown.map((each) => (
            <Menu.RadioItem key={each.address} value={each.address} closeMenuOnClick>
              {each.address}
              <small className={classes.senderOf}>
                {each.address === usual ? t('composer.fromUsual') : each.mailboxName}
              </small>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </div>
      {shown.length === 0 ? <Menu.Label>{t('composer.fromNone')}</Menu.Label> : null}
    </>
  );
}
