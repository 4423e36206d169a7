import { useQuery } from '@tanstack/react-query';
import { nameIn } from '@ventanilla/contracts/named.rules';
import { useState } from 'react';
import { BlueprintArt } from '../../../shared/blueprints/blueprint-art.tsx';
import { BlueprintContents } from '../../../shared/blueprints/blueprint-contents.tsx';
import { descriptionOf, wordsOf } from '../../../shared/blueprints/blueprint-words.ts';
import { blueprintsQuery } from '../../../shared/blueprints/blueprints.queries.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { ChoiceCard, ChoiceCards } from '../../../shared/components/choice-card.tsx';
import { FailedState } from '../../../shared/components/failed-state.tsx';
import { currentLanguage } from '../../../shared/i18n/i18n.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { AuthProblem } from '../auth-problem.tsx';
import { SetupFoot, SetupForm, SetupNote } from './setup-frame.tsx';

/** What is offered where nobody chose yet: nothing that has to be undone. */
const first = 'neutral';

interface BlueprintStepProps {
  /** Key of the one that was taken up before; null: none. */
  applied: string | null;
  working: boolean;
  problem: unknown;
  onBack(): void;
  onNext(key: string): void;
}

/** How they work: a configuration to begin with, and what it brings. */
export function BlueprintStep({ applied, working, problem, onBack, onNext }: BlueprintStepProps) {
  const { t } = useTranslation('blueprints');
  const query = useQuery(blueprintsQuery);
  const [choice, setChoice] = useState(applied ?? first);
  const language = currentLanguage();
  const all = query.data ?? [];
  const chosen = all.find(({ key }) => key === choice);
  const before = applied === null || applied === choice ? undefined : all.find(({ key }) => key === applied);
  return (
    <SetupForm
      onSubmit={() => onNext(choice)}
      foot={<SetupFoot onBack={onBack} working={working} disabled={!chosen} />}
    >
      <AuthProblem problem={problem} waitSeconds={0} />
      {query.error ? <FailedState error={query.error} onRetry={() => void query.refetch()} /> : null}
      <ChoiceCards label={t('choice')}>
        {all.map((blueprint) => (
          <ChoiceCard
            key={blueprint.key}
            name="blueprint"
            title={nameIn(blueprint, language)}
            text={descriptionOf(blueprint, language)}
            tags={wordsOf(blueprint, t)}
            art={<BlueprintArt of={blueprint.key} />}
            checked={blueprint.key === choice}
            onChoose={() => setChoice(blueprint.key)}
          />
        ))}
      </ChoiceCards>
      {before && before.key !== first ? (
        <SetupNote>
          <Banner tone="ambar">{t('stays', { name: nameIn(before, language) })}</Banner>
        </SetupNote>
      ) : null}
      {chosen ? <BlueprintContents blueprint={chosen} /> : null}
    </SetupForm>
  );
}
