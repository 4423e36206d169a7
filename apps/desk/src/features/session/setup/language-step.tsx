import type { Language } from '@ventanilla/web';
import { useState } from 'react';
import { LanguageSelect } from '../../../shared/components/language-select.tsx';
import { TimeZoneSelect } from '../../../shared/components/time-zone-select.tsx';
import { useNow } from '../../../shared/hooks/use-now.ts';
import { setLanguage } from '../../../shared/i18n/i18n.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { AuthProblem } from '../auth-problem.tsx';
import classes from './setup-frame.module.css';
import { SetupFoot, SetupForm } from './setup-frame.tsx';

export interface LanguageValues {
  language: Language;
  /** IANA name. */
  timeZone: string;
}

interface LanguageStepProps {
  values: LanguageValues;
  working: boolean;
  problem: unknown;
  onBack(): void;
  onNext(values: LanguageValues): void;
}

/** Language and zone, guessed from this browser; the hour it is there shows whether the guess is right. */
export function LanguageStep({ values, working, problem, onBack, onNext }: LanguageStepProps) {
  const { t } = useTranslation('wizard');
  const [language, chooseLanguage] = useState(values.language);
  const [timeZone, setTimeZone] = useState(values.timeZone);
  return (
    <SetupForm
      onSubmit={() => onNext({ language, timeZone })}
      foot={<SetupFoot onBack={onBack} working={working} />}
    >
      <div className={classes.fields}>
        <AuthProblem problem={problem} waitSeconds={0} />
        <LanguageSelect
          label={t('language')}
          description={t('languageHint')}
          size="lg"
          value={language}
          onChange={(next) => {
            chooseLanguage(next);
            void setLanguage(next);
          }}
        />
        <TimeZoneSelect
          label={t('timeZone')}
          size="lg"
          value={timeZone}
          onChange={(next) => next && setTimeZone(next)}
        />
        <p className={classes.lead}>{t('timeThere', { time: useTimeThere({ language, timeZone }) })}</p>
      </div>
    </SetupForm>
  );
}

/** The present day and hour in a zone, as that language writes it. */
function useTimeThere({ language, timeZone }: LanguageValues): string {
  const now = useNow();
  return new Intl.DateTimeFormat(language === 'es' ? 'es-MX' : 'en', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  }).format(now);
}
