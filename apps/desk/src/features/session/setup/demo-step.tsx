import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { BlankArt, BoardArt } from '../../../shared/blueprints/blueprint-art.tsx';
import { Banner } from '../../../shared/components/banner.tsx';
import { ChoiceCard, ChoiceCards } from '../../../shared/components/choice-card.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { AuthProblem } from '../auth-problem.tsx';
import { demoQuery } from './demo.queries.ts';
import { SetupFoot, SetupForm, SetupNote } from './setup-frame.tsx';

interface DemoStepProps {
  wanted: boolean;
  working: boolean;
  problem: unknown;
  onBack(): void;
  onNext(wanted: boolean): void;
}

/** Begin empty, or with an example company to look around in. */
export function DemoStep({ wanted, working, problem, onBack, onNext }: DemoStepProps) {
  const { t } = useTranslation('wizard');
  const { data } = useQuery(demoQuery);
  const [choice, setChoice] = useState(wanted);
  const isHere = data?.state === 'added' || data?.state === 'adding';
  const isClosed = data?.state === 'in_use';
  const isChosen = (choice && !isClosed) || isHere;
  return (
    <SetupForm onSubmit={() => onNext(isChosen)} foot={<SetupFoot onBack={onBack} working={working} />}>
      <AuthProblem problem={problem} waitSeconds={0} />
      <ChoiceCards label={t('demoChoice')}>
        <ChoiceCard
          name="demo"
          title={t('demoBlank')}
          text={t('demoBlankText')}
          tags={[t('demoTagMail')]}
          art={<BlankArt />}
          checked={!isChosen}
          disabled={isHere}
          onChoose={() => setChoice(false)}
        />
        <ChoiceCard
          name="demo"
          title={t('demoExample')}
          text={t('demoExampleText')}
          tags={[t('demoTagTickets'), t('demoTagSchools'), t('demoTagBoard')]}
          art={<BoardArt />}
          checked={isChosen}
          disabled={isClosed}
          onChoose={() => setChoice(true)}
        />
      </ChoiceCards>
      <SetupNote>
        {isClosed ? <Banner tone="ambar">{t('demoClosed')}</Banner> : null}
        {isHere ? <Banner tone="azul">{t('demoHere')}</Banner> : null}
        {isChosen && !isHere ? (
          <Banner tone="ambar" title={t('demoStaysTitle')}>
            {t('demoStays')}
          </Banner>
        ) : null}
      </SetupNote>
    </SetupForm>
  );
}
