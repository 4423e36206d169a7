import { Button, Group } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { TriageSettings } from '@ventanilla/contracts/triage';
import {
  defaultTriageWeights,
  type TriageFactor,
  type TriageWeights,
  triageFactors,
  triageWeightMax,
} from '@ventanilla/contracts/triage.rules';
import { useId, useState } from 'react';
import { problemText } from '../../../shared/api/problem-text.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone } from '../../../shared/notify.tsx';
import panel from '../shared/panel.module.css';
import { Loaded, Panel } from '../shared/panel.tsx';
import { useSubmit } from '../shared/use-submit.ts';
import { Disagreements, WeightChanges } from './triage-history.tsx';
import classes from './triage-settings.module.css';
import { saveWeights, triageSettingsQuery } from './triage-settings.queries.ts';
import { WeightsPreview } from './weights-preview.tsx';

/** How the queue of triage is ordered, tried on the present one before it is saved. */
export function TriagePanel() {
  const { t } = useTranslation('triage');
  const query = useQuery(triageSettingsQuery);
  return (
    <Panel title={t('settings.title')} lead={t('settings.lead')}>
      <Loaded query={query}>
        {(settings) => <WeightsForm key={settings.version} settings={settings} />}
      </Loaded>
      <section className={panel.group}>
        <h3>{t('settings.disagreements')}</h3>
        <Disagreements />
      </section>
    </Panel>
  );
}

const isSame = (one: TriageWeights, other: TriageWeights) =>
  triageFactors.every((factor) => one[factor] === other[factor]);

function WeightsForm({ settings }: { settings: TriageSettings }) {
  const { t } = useTranslation('triage');
  const queryClient = useQueryClient();
  const [weights, setWeights] = useState<TriageWeights>(settings.weights);
  const submit = useSubmit(() => {});
  const isChanged = !isSame(weights, settings.weights);
  const save = () =>
    submit.run(async () => {
      const saved = await saveWeights(settings.version, weights);
      queryClient.setQueryData(triageSettingsQuery.queryKey, saved);
      void queryClient.invalidateQueries({ queryKey: ['triage', 'queue'] });
      notifyDone(t('settings.saved'));
    });
  return (
    <>
      <form
        className={panel.fields}
        data-setting="triage"
        aria-label={t('settings.weights')}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {submit.problem === null ? null : (
          <Banner tone="rojo" role="alert">
            {problemText(submit.problem)}
          </Banner>
        )}
        <ul className={classes.weights}>
          {triageFactors.map((factor) => (
            <WeightRow
              key={factor}
              factor={factor}
              value={weights[factor]}
              onChange={(value) => setWeights({ ...weights, [factor]: value })}
            />
          ))}
        </ul>
        <Group gap="xs">
          <Button type="submit" disabled={!isChanged} loading={submit.working}>
            {t('settings.save')}
          </Button>
          <Button variant="default" disabled={!isChanged} onClick={() => setWeights(settings.weights)}>
            {t('settings.discard')}
          </Button>
          <Button
            variant="subtle"
            disabled={isSame(weights, defaultTriageWeights)}
            onClick={() => setWeights(defaultTriageWeights)}
          >
            {t('settings.reset')}
          </Button>
        </Group>
      </form>
      <WeightsPreview before={settings.weights} after={weights} />
      <section className={panel.group}>
        <h3>{t('settings.changes')}</h3>
        <WeightChanges settings={settings} />
      </section>
    </>
  );
}

/** One arrow key moves it by so much. */
const weightStep = 5;

interface WeightRowProps {
  factor: TriageFactor;
  value: number;
  onChange(value: number): void;
}

function WeightRow({ factor, value, onChange }: WeightRowProps) {
  const { t } = useTranslation('triage');
  const hintId = useId();
  return (
    <li>
      <div>
        <b>{t(`factors.${factor}`)}</b>
        <p id={hintId}>{t(`factorHints.${factor}`)}</p>
      </div>
      <input
        type="range"
        min={0}
        max={triageWeightMax}
        step={weightStep}
        value={value}
        aria-label={t('settings.weightOf', { factor: t(`factors.${factor}`) })}
        aria-describedby={hintId}
        onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
      />
      <output>{value}</output>
    </li>
  );
}
