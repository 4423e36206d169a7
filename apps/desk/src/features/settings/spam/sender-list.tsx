import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { dataOf, relativeTime } from '@ventanilla/web';
import { BadgeCheck, Ban } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { problemText } from '../../../shared/api/problem-text.ts';
import { Chip } from '../../../shared/components/chip.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyProblem } from '../../../shared/notify.tsx';
import classes from '../shared/panel.module.css';
import { Loaded, Rows } from '../shared/panel.tsx';
import { useSubmit } from '../shared/use-submit.ts';
import own from './sender-list.module.css';
import { mailSendersQuery } from './spam-settings.queries.ts';

type Verdict = 'blocked' | 'wanted';

/** Addresses and domains that are blocked, or welcome whatever they write. */
export function SenderList() {
  const { t } = useTranslation('machines');
  const format = useFormat();
  const query = useQuery(mailSendersQuery);
  const queryClient = useQueryClient();
  const remove = async (senderId: string, button: HTMLElement) => {
    try {
      await api.DELETE('/api/v1/mail-senders/{senderId}', { params: { path: { senderId } } });
      focusNeighbour(button);
    } catch (error) {
      notifyProblem(error);
    }
    await queryClient.invalidateQueries({ queryKey: mailSendersQuery.queryKey });
  };
  return (
    <section className={classes.group} data-setting="mailSenders">
      <h3>{t('spamSettings.senders')}</h3>
      <AddSender />
      <Loaded query={query}>
        {(senders) =>
          senders.length === 0 ? (
            <p className={own.none}>{t('spamSettings.noSenders')}</p>
          ) : (
            <Rows label={t('spamSettings.senders')}>
              {senders.map(({ id, value, verdict, createdAt, createdBy }) => (
                <li key={id}>
                  {verdict === 'blocked' ? (
                    <Ban size={16} strokeWidth={1.75} aria-hidden />
                  ) : (
                    <BadgeCheck size={16} strokeWidth={1.75} aria-hidden />
                  )}
                  <span className={classes.main}>
                    <b>{value}</b>
                    <span className={classes.sub}>
                      {[createdBy, relativeTime(createdAt, format)].filter(Boolean).join(' · ')}
                    </span>
                  </span>
                  <span className={classes.side}>
                    <Chip tone={verdict === 'blocked' ? 'rojo' : 'verde'}>
                      {t(`spamSettings.verdict.${verdict}`)}
                    </Chip>
                    <Button
                      size="xs"
                      variant="subtle"
                      aria-label={t('spamSettings.removeOf', { value })}
                      onClick={({ currentTarget }) => void remove(id, currentTarget)}
                    >
                      {t('spamSettings.remove')}
                    </Button>
                  </span>
                </li>
              ))}
            </Rows>
          )
        }
      </Loaded>
    </section>
  );
}

/** The focus goes to the sender below, or above, before its own is gone; after the last one to the field. */
function focusNeighbour(button: HTMLElement) {
  const row = button.closest('li');
  const next = row?.nextElementSibling ?? row?.previousElementSibling;
  const place = next?.querySelector('button') ?? button.closest('section')?.querySelector('input');
  if (button === document.activeElement) place?.focus();
}

function AddSender() {
  const { t } = useTranslation('machines');
  const queryClient = useQueryClient();
  const [value, setValue] = useState('');
  const [verdict, setVerdict] = useState<Verdict>('blocked');
  const submit = useSubmit(() => {});
  const add = () =>
    submit.run(async () => {
      await dataOf(api.POST('/api/v1/mail-senders', { body: { value, verdict } }));
      setValue('');
      await queryClient.invalidateQueries({ queryKey: mailSendersQuery.queryKey });
    });
  return (
    <form
      className={own.add}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (value.trim()) void add();
      }}
    >
      <TextInput
        className={own.value}
        label={t('spamSettings.value')}
        placeholder={t('spamSettings.example')}
        value={value}
        error={submit.problem === null ? undefined : problemText(submit.problem)}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <SegmentedControl
        aria-label={t('spamSettings.verdictLabel')}
        value={verdict}
        onChange={(next) => setVerdict(next === 'wanted' ? 'wanted' : 'blocked')}
        data={[
          { value: 'blocked', label: t('spamSettings.block') },
          { value: 'wanted', label: t('spamSettings.welcome') },
        ]}
      />
      <Button type="submit" variant="default" loading={submit.working}>
        {t('spamSettings.add')}
      </Button>
    </form>
  );
}
