import '@mantine/core/styles/Radio.css';
import { Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../../shared/components/banner.tsx';
import { Chip } from '../../../shared/components/chip.tsx';
import { AuthProblem } from '../auth-problem.tsx';
import { demoQuery } from './demo.queries.ts';
import { BlankArt, ExampleArt } from './demo-art.tsx';
import classes from './demo-step.module.css';
import { SetupFoot, SetupForm } from './setup-frame.tsx';

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
      <div className={classes.cards} role="radiogroup" aria-label={t('demoChoice')}>
        <Choice
          title={t('demoBlank')}
          text={t('demoBlankText')}
          tags={[t('demoTagMail')]}
          art={<BlankArt />}
          checked={!isChosen}
          disabled={isHere}
          onChoose={() => setChoice(false)}
        />
        <Choice
          title={t('demoExample')}
          text={t('demoExampleText')}
          tags={[t('demoTagTickets'), t('demoTagSchools'), t('demoTagBoard')]}
          art={<ExampleArt />}
          checked={isChosen}
          disabled={isClosed}
          onChoose={() => setChoice(true)}
        />
      </div>
      <div className={classes.note}>
        {isClosed ? <Banner tone="ambar">{t('demoClosed')}</Banner> : null}
        {isHere ? <Banner tone="azul">{t('demoHere')}</Banner> : null}
        {isChosen && !isHere ? (
          <Banner tone="ambar" title={t('demoStaysTitle')}>
            {t('demoStays')}
          </Banner>
        ) : null}
      </div>
    </SetupForm>
  );
}

interface ChoiceProps {
  title: string;
  text: string;
  tags: string[];
  art: ReactNode;
  checked: boolean;
  disabled: boolean;
  onChoose(): void;
}

function Choice({ title, text, tags, art, checked, disabled, onChoose }: ChoiceProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the radio inside is its control.
    <label className={clsx(classes.card, checked && classes.on, disabled && classes.off)}>
      <span className={classes.art}>{art}</span>
      <span className={classes.text}>
        <span className={classes.head}>
          <b>{title}</b>
          <Radio
            name="demo"
            aria-label={title}
            color="accent"
            checked={checked}
            disabled={disabled}
            onChange={onChoose}
          />
        </span>
        <span className={classes.lead}>{text}</span>
        <span className={classes.tags}>
          {tags.map((tag) => (
            <Chip key={tag}>{tag}</Chip>
          ))}
        </span>
      </span>
    </label>
  );
}
