import { Input, SegmentedControl } from '@mantine/core';
import type { MailDigest } from '@ventanilla/web';
import { useId } from 'react';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import classes from './own-notices.module.css';
import { TimeField } from './time-field.tsx';

const hows = ['immediately', 'hourly', 'daily'] as const;
/** The usual hour of a daily mail. */
const usualHour = '08:00';

/** When mail about notices leaves. */
export function MailDigestField({
  digest,
  onChange,
}: {
  digest: MailDigest;
  onChange(next: MailDigest): void;
}) {
  const { t } = useTranslation('notifications');
  const labelId = useId();
  const choose = (text: string) => {
    const how = hows.find((each) => each === text);
    if (how === 'daily') onChange({ how, at: usualHour });
    else if (how) onChange({ how });
  };
  return (
    <div className={classes.hours}>
      <div>
        <Input.Label component="span" id={labelId}>
          {t('own.digest')}
        </Input.Label>
        <div>
          <SegmentedControl
            aria-labelledby={labelId}
            data={hows.map((how) => ({ value: how, label: t(`own.digests.${how}`) }))}
            value={digest.how}
            onChange={choose}
          />
        </div>
      </div>
      {digest.how === 'daily' ? (
        <TimeField label={t('own.at')} value={digest.at} onChange={(at) => onChange({ how: 'daily', at })} />
      ) : null}
    </div>
  );
}
