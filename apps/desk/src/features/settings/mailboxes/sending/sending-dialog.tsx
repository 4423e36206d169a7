import { TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { dataOf, ifMatch, type Mailbox, type MailboxSending } from '@ventanilla/web';
import { useState } from 'react';
import { api } from '../../../../shared/api/api.ts';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { notifyDone } from '../../../../shared/notify.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import panel from '../../shared/panel.module.css';
import { Loaded } from '../../shared/panel.tsx';
import { SubmitForm } from '../../shared/submit-form.tsx';
import { useSubmit } from '../../shared/use-submit.ts';
import { mailboxesQuery } from '../mailboxes.queries.ts';

interface SendingDialogProps {
  mailbox: Mailbox;
  opened: boolean;
  onClose(): void;
}

/** How fast and how much a mailbox sends, where its provider's limits are not what one wants. */
export function SendingDialog({ mailbox, opened, onClose }: SendingDialogProps) {
  const { t } = useTranslation('sending');
  const query = useQuery({
    queryKey: ['mailbox-sending', mailbox.id],
    queryFn: () =>
      dataOf(
        api.GET('/api/v1/mailboxes/{mailboxId}/sending', { params: { path: { mailboxId: mailbox.id } } }),
      ),
    enabled: opened,
    // What somebody is editing is not replaced under them.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <FormDialog opened={opened} onClose={onClose} title={t('limits.title', { address: mailbox.address })}>
      <Loaded query={query}>
        {(sending) => <SendingForm mailboxId={mailbox.id} sending={sending} onSaved={onClose} />}
      </Loaded>
    </FormDialog>
  );
}

const keys = ['perMinute', 'connections', 'mailMegabytes'] as const;
type Key = (typeof keys)[number];
const ranges: Record<Key, readonly [number, number]> = {
  perMinute: [1, 1000],
  connections: [1, 20],
  mailMegabytes: [2, 50],
};

interface SendingFormProps {
  mailboxId: string;
  sending: MailboxSending;
  onSaved(): void;
}

function SendingForm({ mailboxId, sending, onSaved }: SendingFormProps) {
  const { t } = useTranslation(['sending', 'settings']);
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState(() => textsOf(sending.set));
  const [checked, setChecked] = useState(false);
  const submit = useSubmit(() => {});
  const isWrong = (key: Key) => valueOf(key, typed[key]) === undefined;
  const save = async () => {
    setChecked(true);
    if (keys.some(isWrong)) return;
    await submit.run(async () => {
      await dataOf(
        api.PUT('/api/v1/mailboxes/{mailboxId}/sending', {
          params: { path: { mailboxId }, header: ifMatch(sending.version) },
          body: {
            perMinute: valueOf('perMinute', typed.perMinute) ?? null,
            connections: valueOf('connections', typed.connections) ?? null,
            mailMegabytes: valueOf('mailMegabytes', typed.mailMegabytes) ?? null,
          },
        }),
      );
      notifyDone(t('settings:saved'));
      await queryClient.invalidateQueries({ queryKey: mailboxesQuery.queryKey });
      onSaved();
    });
  };
  return (
    <SubmitForm submit={submit} onSubmit={() => void save()} label={t('limits.save')}>
      <p className={panel.hint}>{t('limits.intro')}</p>
      {keys.map((key) => (
        <TextInput
          key={key}
          inputMode="numeric"
          label={t(`limits.${key}`)}
          placeholder={String(sending.provider[key] ?? t('limits.none'))}
          value={typed[key]}
          error={
            checked && isWrong(key)
              ? t('limits.wrong', { min: ranges[key][0], max: ranges[key][1] })
              : undefined
          }
          onChange={(event) => setTyped({ ...typed, [key]: event.currentTarget.value })}
        />
      ))}
    </SubmitForm>
  );
}

function textsOf(set: MailboxSending['set']): Record<Key, string> {
  const text = (key: Key) => (set[key] === null ? '' : String(set[key]));
  return {
    perMinute: text('perMinute'),
    connections: text('connections'),
    mailMegabytes: text('mailMegabytes'),
  };
}

/** What was typed: null where nothing was, undefined where it is no number within bounds. */
function valueOf(key: Key, text: string): number | null | undefined {
  const bare = text.trim();
  if (bare === '') return null;
  const [min, max] = ranges[key];
  const value = Number(bare);
  return Number.isInteger(value) && value >= min && value <= max ? value : undefined;
}
