import type { mailboxes } from '@ventanilla/phrases/es/mailboxes';
import type { DomainTest } from '@ventanilla/web';
import type { TFunction } from 'i18next';
import { CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import classes from '../test-report.module.css';

type State = 'ok' | 'missing' | 'unknown';
type Words = keyof (typeof mailboxes)['domain'];

/** The three in one line: «SPF bien; DKIM no se pudo saber; falta DMARC». */
export function domainSummary(
  { spf, dkim, dmarc }: DomainTest,
  t: TFunction<'mailboxes'>,
): { state: 'ok' | 'warning' | 'skipped'; text: string } {
  const all = { SPF: spf, DKIM: dkim, DMARC: dmarc } as const;
  if (Object.values(all).every((state) => state === 'ok')) return { state: 'ok', text: t('domain.ok') };
  const text = Object.entries(all)
    .map(([name, state]) => `${name} ${t(`domain.${state}State`)}`)
    .join(' · ');
  const isMissing = Object.values(all).some((state) => state === 'missing');
  return { state: isMissing ? 'warning' : 'skipped', text };
}

const icons = { ok: CircleCheck, missing: TriangleAlert, unknown: CircleHelp };
const looks = { ok: classes.ok, missing: classes.warning, unknown: classes.skipped };

/** What a domain says of mail from it, one line each, with what to publish. */
export function DomainReport({ test }: { test: DomainTest }) {
  const { t } = useTranslation('mailboxes');
  const { domain } = test;
  const line = (key: 'spf' | 'dkim' | 'dmarc') => {
    const state: State = test[key];
    const Icon = icons[state];
    const words = adviceOf(key, state);
    return (
      <li key={key}>
        <Icon className={looks[state]} size={16} strokeWidth={1.75} aria-hidden />
        <span>
          <b>{t(`domain.${key}`, { domain })}</b>
          <small>{words ? t(`domain.${words}`, { domain }) : t(`domain.${state}State`)}</small>
        </span>
      </li>
    );
  };
  return <ul className={classes.steps}>{(['spf', 'dkim', 'dmarc'] as const).map(line)}</ul>;
}

/** What to publish, for whatever is missing. */
export function DomainAdvice({ test }: { test: DomainTest }) {
  const { t } = useTranslation('mailboxes');
  const missing = (['spf', 'dmarc'] as const).filter((key) => test[key] === 'missing');
  if (missing.length === 0) return null;
  return (
    <div className={classes.hintBox}>
      <TriangleAlert size={16} strokeWidth={1.75} aria-hidden />
      <p>
        <b>{t('whatToDo')}</b>{' '}
        {missing.map((key) => t(`domain.${key}Missing`, { domain: test.domain })).join(' ')}
      </p>
    </div>
  );
}

function adviceOf(key: 'spf' | 'dkim' | 'dmarc', state: State): Words | null {
  if (state === 'ok') return null;
  if (state === 'missing') return key === 'spf' ? 'spfMissing' : 'dmarcMissing';
  return key === 'dkim' ? 'dkimUnknown' : 'unknown';
}
