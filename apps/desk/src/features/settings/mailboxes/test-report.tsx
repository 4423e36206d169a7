import type { ServerTest } from '@ventanilla/web';
import { CircleCheck, CircleDashed, CircleX, Lightbulb } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../../shared/api/problem-text.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import classes from './test-report.module.css';
import type { ConnectionTest } from './use-connection-test.ts';

/** What a trial of the servers found, step by step, and what to do about it. */
export function TestReport({ result }: Pick<ConnectionTest, 'result'>) {
  const { t } = useTranslation('settings');
  return (
    <div className={classes.report} role="status">
      {result === null ? null : result === 'nothing' ? (
        <Banner tone="ambar">{t('mailboxes.testNothing')}</Banner>
      ) : 'problem' in result ? (
        <Banner tone="rojo" role="alert">
          {problemText(result.problem)}
        </Banner>
      ) : (
        <>
          {[result.imap, result.smtp].every((test) => test === null || test.ok) ? (
            <Banner tone="verde">{t('mailboxes.testOk')}</Banner>
          ) : null}
          {result.imap ? <ServerReport kind="imap" test={result.imap} /> : null}
          {result.smtp ? <ServerReport kind="smtp" test={result.smtp} /> : null}
        </>
      )}
    </div>
  );
}

const icons = { ok: CircleCheck, failed: CircleX, skipped: CircleDashed };

function ServerReport({ kind, test }: { kind: 'imap' | 'smtp'; test: ServerTest }) {
  const { t } = useTranslation('settings');
  const failed = test.steps.findIndex(({ state }) => state === 'failed');
  return (
    <section
      className={classes.box}
      aria-label={t('mailboxes.resultOf', {
        server: kind === 'imap' ? t('mailboxes.incoming') : t('mailboxes.outgoing'),
      })}
    >
      <p className={classes.title}>{kind === 'imap' ? t('mailboxes.incoming') : t('mailboxes.outgoing')}</p>
      <ol className={classes.steps}>
        {test.steps.map(({ key, state, ms }, index) => {
          const Icon = icons[state];
          const isUnreached = state === 'skipped' && failed !== -1 && index > failed;
          return (
            <li key={key}>
              <Icon className={classes[state]} size={16} strokeWidth={1.75} aria-hidden />
              <span>
                {t(`mailboxes.step.${key}`)}
                <small>
                  {isUnreached ? t('mailboxes.stepState.unreached') : t(`mailboxes.stepState.${state}`)}
                </small>
              </span>
              {ms === null ? null : <span className={classes.ms}>{ms} ms</span>}
            </li>
          );
        })}
      </ol>
      {test.problem ? (
        <div className={classes.problem} role="alert">
          <Lightbulb size={16} strokeWidth={1.75} aria-hidden />
          <div>
            <p>{test.problem.text}</p>
            <p>
              <b>{t('mailboxes.whatToDo')}</b> {t(`mailboxes.advice.${adviceFor(test)}`)}
            </p>
          </div>
        </div>
      ) : null}
    </section>
  );
}

function adviceFor({ steps }: ServerTest): 'find' | 'connect' | 'secure' | 'sign_in' {
  return steps.find(({ state }) => state === 'failed')?.key ?? 'connect';
}
