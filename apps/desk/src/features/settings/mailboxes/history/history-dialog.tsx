import { NumberInput, Radio, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { openDaysMax } from '@ventanilla/contracts/mailbox-health';
import { dataOf, duration, fileSize, type Mailbox, shortDate } from '@ventanilla/web';
import { useState } from 'react';
import { api } from '../../../../shared/api/api.ts';
import { Banner } from '../../../../shared/components/banner.tsx';
import { useFormat } from '../../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { notifyDone } from '../../../../shared/notify.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { SubmitForm } from '../../shared/submit-form.tsx';
import { useSubmit } from '../../shared/use-submit.ts';
import { mailboxHealthQuery } from '../health/mailbox-health.queries.ts';
import classes from './history.module.css';

interface HistoryDialogProps {
  mailbox: Pick<Mailbox, 'id' | 'address'>;
  opened: boolean;
  onClose(): void;
}

/** Takes in mail from before the first connection, after showing what that would be. */
export function HistoryDialog({ mailbox, opened, onClose }: HistoryDialogProps) {
  const { t } = useTranslation('arrival');
  return (
    <FormDialog opened={opened} onClose={onClose} title={t('history.title', { address: mailbox.address })}>
      <HistoryForm mailbox={mailbox} onDone={onClose} />
    </FormDialog>
  );
}

function HistoryForm({ mailbox, onDone }: { mailbox: HistoryDialogProps['mailbox']; onDone(): void }) {
  const { t } = useTranslation('arrival');
  const queryClient = useQueryClient();
  const [since, setSince] = useState('');
  const [arrival, setArrival] = useState({ isOpen: false, days: 30 });
  const [preview, setPreview] = useState<Preview | null>(null);
  const submit = useSubmit(() => {});
  const path = { path: { mailboxId: mailbox.id } };
  const body = { since: since === '' ? null : since, openDays: arrival.isOpen ? arrival.days : null };
  const look = () =>
    submit.run(async () => {
      setPreview(
        await dataOf(api.POST('/api/v1/mailboxes/{mailboxId}/history/preview', { params: path, body })),
      );
    });
  const start = () =>
    submit.run(async () => {
      await dataOf(api.POST('/api/v1/mailboxes/{mailboxId}/history', { params: path, body }));
      await queryClient.invalidateQueries({ queryKey: mailboxHealthQuery.queryKey });
      notifyDone(t('history.started'));
      onDone();
    });
  const canStart = preview !== null && preview.mails > 0;
  return (
    <SubmitForm
      submit={submit}
      onSubmit={() => void (canStart ? start() : look())}
      label={canStart ? t('history.start') : t('history.look')}
    >
      <p>{t('history.text')}</p>
      <TextInput
        type="date"
        label={t('history.since')}
        description={t('history.sinceHint')}
        value={since}
        onChange={(event) => {
          setSince(event.currentTarget.value);
          setPreview(null);
        }}
      />
      <HowItArrives
        arrival={arrival}
        onChange={(next) => {
          setArrival(next);
          setPreview(null);
        }}
      />
      <div role="status">{preview ? <PreviewText preview={preview} /> : null}</div>
    </SubmitForm>
  );
}

interface Arrival {
  /** Whether the tickets of the last days come in open. */
  isOpen: boolean;
  days: number;
}

/** What becomes of the tickets: history is closed, unless somebody still works on the last days of it. */
function HowItArrives(props: { arrival: Arrival; onChange(arrival: Arrival): void }) {
  const { t } = useTranslation('arrival');
  const { arrival, onChange } = props;
  return (
    <Radio.Group
      label={t('history.arrival')}
      value={arrival.isOpen ? 'open' : 'closed'}
      onChange={(value) => onChange({ ...arrival, isOpen: value === 'open' })}
    >
      <div className={classes.choices}>
        <Radio value="closed" label={t('history.closed')} description={t('history.closedHint')} />
        <Radio value="open" label={t('history.recent')} description={t('history.recentHint')} />
      </div>
      {arrival.isOpen ? (
        <NumberInput
          className={classes.days}
          label={t('history.openDays')}
          min={1}
          max={openDaysMax}
          allowDecimal={false}
          clampBehavior="strict"
          value={arrival.days}
          onChange={(days) => onChange({ ...arrival, days: Number(days) || 1 })}
        />
      ) : null}
    </Radio.Group>
  );
}

interface Preview {
  mails: number;
  open: number;
  from: string | null;
  until: string | null;
  approximateBytes: number;
  approximateSeconds: number;
}

function PreviewText({ preview }: { preview: Preview }) {
  const { t } = useTranslation('arrival');
  const format = useFormat();
  const { mails, open, from, until, approximateBytes, approximateSeconds } = preview;
  if (mails === 0) return <Banner tone="azul">{t('history.nothing')}</Banner>;
  const range =
    from && until
      ? t('history.range', { from: shortDate(from, format), until: shortDate(until, format) })
      : null;
  const size = fileSize(approximateBytes, format);
  return (
    <Banner
      tone="azul"
      title={`${[t('history.mails', { count: mails }), range].filter(Boolean).join(', ')}.`}
    >
      {[
        t('history.size', { size, time: duration(approximateSeconds * 1000) }),
        t('history.split', { open, closed: mails - open }),
      ].join(' ')}
    </Banner>
  );
}
