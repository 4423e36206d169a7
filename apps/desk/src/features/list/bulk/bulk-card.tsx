import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type BulkAction, type BulkPreview, type BulkSelection, newIdempotencyKey } from '@ventanilla/web';
import { ArrowRightLeft, Ban, Equal, TriangleAlert, UserPlus } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { problemText } from '../../../shared/api/problem-text.ts';
import { bulkPreviewQuery, bulkRequests } from '../../../shared/bulk/bulk.queries.ts';
import { bulkLayer } from '../../../shared/bulk/bulk-layer.ts';
import { useActionNames, useActionWords } from '../../../shared/bulk/use-action-words.ts';
import { useNumbers } from '../../../shared/bulk/use-numbers.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyProblem } from '../../../shared/notify.tsx';
import classes from './bulk-actions.module.css';

interface BulkCardProps {
  selection: BulkSelection;
  action: BulkAction;
  onClose(): void;
  onStarted(): void;
}

/** What an action will do, before it is done; its button says to how many. */
export function BulkCard({ selection, action, onClose, onStarted }: BulkCardProps) {
  const { t } = useTranslation('bulk');
  const { number } = useNumbers();
  const words = useActionWords()(action);
  const { data: preview, error } = useQuery(bulkPreviewQuery(selection, action));
  const [reason, setReason] = useState('');
  const [key] = useState(newIdempotencyKey);
  const [isStarting, setStarting] = useState(false);
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => card.current?.focus(), []);
  const written = reason.trim();
  const count = preview ? preview.changing + (written === '' ? 0 : preview.reasonsNeeded) : 0;
  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (count === 0 || isStarting) return;
    setStarting(true);
    const asked: BulkAction =
      action.kind === 'priority' && written !== '' ? { ...action, reason: written } : action;
    bulkRequests
      .start(selection, asked, key)
      .then(({ id }) => {
        bulkLayer.follow(id);
        onClose();
        onStarted();
      })
      .catch((problem: unknown) => {
        setStarting(false);
        notifyProblem(problem);
      });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    <div
      ref={card}
      className={classes.card}
      role="dialog"
      aria-label={t('preview.label')}
      aria-busy={!preview && !error}
      tabIndex={-1}
      onKeyDown={onKey}
    >
      <header className={classes.head}>
        <b role="status">
          {error
            ? problemText(error)
            : !preview
              ? t('preview.loading')
              : count === 0
                ? t('preview.none')
                : t('preview.title', { count, total: number(count) })}
        </b>
        {preview && preview.total !== count ? (
          <span>{t('preview.of', { total: number(preview.total) })}</span>
        ) : null}
      </header>
      <p className={classes.what}>{words}</p>
      {preview ? <Lines preview={preview} action={action} /> : null}
      <form onSubmit={apply}>
        {preview && preview.reasonsNeeded > 0 ? (
          <TextInput
            className={classes.reason}
            size="xs"
            label={t('preview.reason')}
            description={t('preview.reasonText', {
              count: preview.reasonsNeeded,
              total: number(preview.reasonsNeeded),
            })}
            value={reason}
            maxLength={400}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
        ) : null}
        <footer className={classes.foot}>
          <span>
            {preview && preview.customersTold > 0
              ? t('preview.customers', {
                  count: preview.customersTold,
                  total: number(preview.customersTold),
                })
              : t('preview.noCustomers')}
          </span>
          <Button size="xs" variant="subtle" onClick={onClose}>
            {t('preview.cancel')}
          </Button>
          <Button size="xs" type="submit" disabled={count === 0} loading={isStarting}>
            {preview && count === 0
              ? t('apply.nothing')
              : t(`apply.${applyOf(action)}`, { total: preview ? number(count) : '' })}
          </Button>
        </footer>
      </form>
    </div>
  );
}

function applyOf(action: BulkAction) {
  if (action.kind === 'assign') return action.agentId === null ? 'release' : 'assign';
  if (action.kind === 'reopen' || action.kind === 'read' || action.kind === 'spam') return action.kind;
  return 'change';
}

function Lines({ preview, action }: { preview: BulkPreview; action: BulkAction }) {
  const { t } = useTranslation('bulk');
  const { number } = useNumbers();
  const names = useActionNames();
  const of = (count: number) => ({ count, total: number(count) });
  const to = action.kind === 'assign' && action.agentId !== null ? names.agent(action.agentId) : null;
  const groupText = (from: string | null, count: number): string => {
    if (action.kind === 'assign') {
      if (from === null) return t('preview.fromNobody', of(count));
      const who = names.agent(from);
      return to === null
        ? t('preview.leaves', { ...of(count), from: who })
        : t('preview.fromOwner', { ...of(count), from: who, to });
    }
    if (from === null) return t('preview.fromNone', of(count));
    const named = { ...names, reopen: names.status, assign: names.agent } as Record<
      string,
      (key: string) => string
    >;
    return t('preview.from', { ...of(count), name: named[action.kind]?.(from) ?? from });
  };
  const { load } = preview;
  return (
    <ul className={classes.lines}>
      {preview.groups.map(({ from, count }) => (
        <Line key={from} icon={from === null && to ? <UserPlus /> : <ArrowRightLeft />}>
          {groupText(from, count)}
        </Line>
      ))}
      {preview.groups.length > 0 && preview.others > 0 ? (
        <Line icon={<ArrowRightLeft />}>{t('preview.others', of(preview.others))}</Line>
      ) : null}
      {preview.untouched > 0 ? (
        <Line icon={<Equal />} tone="quiet">
          {t('preview.untouched', of(preview.untouched))}
        </Line>
      ) : null}
      {preview.refused
        .filter(({ code }) => code !== 'tickets.reason_missing')
        .map(({ code, detail, count }) => (
          <Line key={`${code} ${detail}`} icon={<Ban />} tone="quiet">
            {t('preview.refused', { ...of(count), detail })}
          </Line>
        ))}
      {load && to ? (
        <Line icon={<TriangleAlert />} tone="warning">
          {t('preview.load', { name: to, now: number(load.now), after: number(load.after) })}
        </Line>
      ) : null}
    </ul>
  );
}

function Line({
  icon,
  tone,
  children,
}: {
  icon: ReactNode;
  tone?: 'quiet' | 'warning';
  children: ReactNode;
}) {
  return (
    <li data-tone={tone}>
      <span aria-hidden>{icon}</span>
      {children}
    </li>
  );
}
