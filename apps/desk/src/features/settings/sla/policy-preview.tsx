import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { SlaPolicyBody } from '@ventanilla/web';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { SettingsAside } from '../shared/settings-aside.tsx';
import classes from './sla.module.css';
import { policyPreviewQuery } from './sla.queries.ts';

/** How long a change settles before it is asked what it would do, in ms. */
const settleMs = 400;

interface PolicyPreviewProps {
  policy: SlaPolicyBody;
  policyId: string | null;
  /** It can be saved, hence asked about. */
  isSound: boolean;
}

/** What would become of the tickets that are open now; nothing is saved. */
export function PolicyPreview({ policy, policyId, isSound }: PolicyPreviewProps) {
  const { t } = useTranslation('sla');
  const [asked] = useDebouncedValue({ policy, policyId }, settleMs);
  const { data } = useQuery({ ...policyPreviewQuery(asked), enabled: isSound });
  return (
    <SettingsAside label={t('preview.title')}>
      <section className={classes.preview} aria-live="polite">
        <h3>{t('preview.title')}</h3>
        {!isSound ? <p className={classes.hint}>{t('preview.wrong')}</p> : null}
        {data && isSound ? (
          <>
            <p>
              <b className={classes.figure}>
                {data.matching}
                {data.capped ? '+' : ''}
              </b>{' '}
              {t('preview.matching', { count: data.matching })}
            </p>
            <dl className={classes.tried}>
              <dt>{t('preview.moving')}</dt>
              <dd>{data.moving}</dd>
              <dt>{t('preview.late')}</dt>
              <dd>
                {data.lateNow} → <b>{data.lateThen}</b>
              </dd>
            </dl>
            <p className={classes.hint}>{t('preview.quiet')}</p>
          </>
        ) : null}
      </section>
    </SettingsAside>
  );
}
