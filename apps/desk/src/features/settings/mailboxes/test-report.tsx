import { type DomainTest, type ServerTest, shortDate } from '@ventanilla/web';
import { CircleCheck, CircleDashed, CircleX, Lightbulb, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { problemText } from '../../../shared/api/problem-text.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { DomainAdvice, domainSummary } from './editor/domain-report.tsx';
import classes from './test-report.module.css';
import type { ConnectionTest, TestResult } from './use-connection-test.ts';
import { useTestFormat } from './use-test-format.ts';

/** What a trial of the servers found, step by step, and what to do about it. */
export function TestReport({ result, working }: Pick<ConnectionTest, 'result' | 'working'>) {
  const { t } = useTranslation('mailboxes');
  return (
    <section className={classes.box} aria-label={t('resultTitle')}>
      <header className={classes.head}>
        <p className={classes.heading}>{t('resultTitle')}</p>
        {result && typeof result === 'object' && 'at' in result ? <Taken {...result} /> : null}
      </header>
      <div role="status" className={classes.report}>
        {working ? <p className={classes.empty}>{t('resultWorking')}</p> : null}
        {!working && result === null ? <p className={classes.empty}>{t('resultNone')}</p> : null}
        {result === null ? null : result === 'nothing' ? (
          <Banner tone="ambar">{t('testNothing')}</Banner>
        ) : 'problem' in result ? (
          <Banner tone="rojo" role="alert">
            {problemText(result.problem)}
          </Banner>
        ) : (
          <Found result={result} />
        )}
      </div>
    </section>
  );
}

function Taken({ at, ms }: TestResult) {
  const format = useTestFormat();
  return (
    <span className={classes.taken}>
      {format.time(at)} · {(ms / 1000).toFixed(1)} s
    </span>
  );
}

function Found({ result }: { result: TestResult }) {
  const { t } = useTranslation('mailboxes');
  const servers = (['imap', 'smtp'] as const).filter((kind) => result[kind] !== null);
  const isFine = servers.length > 0 && servers.every((kind) => result[kind]?.ok);
  return (
    <>
      {servers.map((kind) => (
        <ServerReport
          key={kind}
          title={servers.length > 1 ? (kind === 'imap' ? t('incoming') : t('outgoing')) : null}
          test={result[kind]!}
          host={result.hosts[kind]}
        />
      ))}
      {result.domain ? <DomainLine test={result.domain} /> : null}
      {isFine ? <Banner tone="verde">{t('testOk')}</Banner> : null}
      {servers.map((kind) => (
        <Advice key={kind} test={result[kind]!} />
      ))}
      {result.domain && isFine ? <DomainAdvice test={result.domain} /> : null}
    </>
  );
}

const icons = { ok: CircleCheck, failed: CircleX, skipped: CircleDashed, warning: TriangleAlert };

function Line(props: { state: keyof typeof icons; title: string; text: ReactNode; ms: number | null }) {
  const Icon = icons[props.state];
  return (
    <li>
      <Icon className={classes[props.state]} size={16} strokeWidth={1.75} aria-hidden />
      <span>
        <b>{props.title}</b>
        <small>{props.text}</small>
      </span>
      {props.ms === null ? null : <span className={classes.ms}>{props.ms} ms</span>}
    </li>
  );
}

function ServerReport({ title, test, host }: { title: string | null; test: ServerTest; host: string }) {
  const { t } = useTranslation('mailboxes');
  const detail = useDetail(host);
  const failed = test.steps.findIndex(({ state }) => state === 'failed');
  return (
    <>
      {title ? <p className={classes.title}>{title}</p> : null}
      <ol className={classes.steps}>
        {test.steps.map((step, index) => {
          const { key, state, ms } = step;
          const isUnreached = state === 'skipped' && failed !== -1 && index > failed;
          const text =
            state === 'failed'
              ? (test.problem?.text ?? t('stepState.failed'))
              : isUnreached
                ? t('stepState.unreached')
                : (detail(step) ?? t(`stepState.${state}`));
          return <Line key={key} state={state} title={t(`found.${key}`)} text={text} ms={ms} />;
        })}
      </ol>
    </>
  );
}

/** What a step found, in words; null where there is nothing to add. */
function useDetail(host: string) {
  const { t } = useTranslation('mailboxes');
  const format = useTestFormat();
  return ({ detail }: ServerTest['steps'][number]): string | null => {
    if (!detail) return null;
    const count = detail.count ?? 0;
    if (detail.kind === 'addresses') return t('detail.addresses', { host, count });
    if (detail.kind === 'mails') return t('detail.mails', { count });
    if (detail.kind === 'sent') return t('detail.sent', { to: detail.to ?? '' });
    const protocol = (detail.protocol ?? 'TLS').replace(/^TLSv/, 'TLS ');
    if (detail.validTo === null) return t('detail.tlsOnly', { protocol });
    return t('detail.tls', { protocol, date: shortDate(detail.validTo, format.context) });
  };
}

function DomainLine({ test }: { test: DomainTest }) {
  const { t } = useTranslation('mailboxes');
  const { state, text } = domainSummary(test, t);
  return (
    <ol className={classes.steps}>
      <Line state={state} title={t('domain.title')} text={text} ms={test.ms} />
    </ol>
  );
}

function Advice({ test }: { test: ServerTest }) {
  const { t } = useTranslation('mailboxes');
  if (!test.problem) return null;
  const failed = test.steps.find(({ state }) => state === 'failed')?.key ?? 'connect';
  const isConsent = /\.(consent_|token_)/.test(test.problem.code);
  return (
    <div className={classes.problem} role="alert">
      <Lightbulb size={16} strokeWidth={1.75} aria-hidden />
      <p>
        <b>{t('whatToDo')}</b> {isConsent ? t('advice.consent') : t(`advice.${failed}`)}
      </p>
    </div>
  );
}
