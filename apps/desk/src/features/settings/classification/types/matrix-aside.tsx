import { Select } from '@mantine/core';
import { advisePriority } from '@ventanilla/contracts/priority.rules';
import type { Classification } from '@ventanilla/web';
import { useState } from 'react';
import { useClassification } from '../../../../shared/classification/classification.ts';
import { Chip, toneOf } from '../../../../shared/components/chip.tsx';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { SettingsAside } from '../../shared/settings-aside.tsx';
import classes from '../classification.module.css';
import { waitsOf, wordsOf } from './matrix.rules.ts';
import { useTargetText } from './use-target-text.ts';

type MatrixProps = Pick<Classification, 'types' | 'priorities'>;

/** Beside the matrix: what it would suggest, and what it says in words. */
export function MatrixAside(props: MatrixProps) {
  const { t } = useTranslation('classification');
  if (props.types.length === 0 || props.priorities.length === 0) return null;
  return (
    <SettingsAside label={t('matrix.words')}>
      <TryIt {...props} />
      <InWords {...props} />
    </SettingsAside>
  );
}

function TryIt({ types, priorities }: MatrixProps) {
  const { t, language } = useTranslation('classification');
  const { nameOf } = useClassification();
  const targetText = useTargetText();
  const waits = waitsOf(priorities);
  const [typeKey, setTypeKey] = useState<string | null>(null);
  const [wait, setWait] = useState('');
  const chosen = types.find(({ key }) => key === typeKey) ?? types[0];
  const wanted = waits.find(({ key }) => key === wait)?.target ?? null;
  const advice = advisePriority({ typeKey: chosen?.key ?? null, wanted, dueInHours: null }, priorities);
  const suggested = priorities.find(({ key }) => key === advice.suggested);
  const others = priorities.filter(({ key }) => advice.fitting.includes(key) && key !== advice.suggested);
  const list = new Intl.ListFormat(language).format(others.map(nameOf));
  return (
    <section className={classes.asideSection}>
      <h3>{t('matrix.try')}</h3>
      <Select
        label={t('matrix.tryType')}
        data={types.map((type) => ({ value: type.key, label: nameOf(type) }))}
        value={chosen?.key ?? null}
        onChange={setTypeKey}
        allowDeselect={false}
      />
      <Select
        label={t('matrix.wait')}
        data={[
          { value: '', label: t('matrix.anyTime') },
          ...waits.map(({ key, target }) => ({ value: key, label: targetText(target) })),
        ]}
        value={wait}
        onChange={(value) => setWait(value ?? '')}
        allowDeselect={false}
      />
      <div className={classes.advice} role="status">
        {suggested ? (
          <span className={classes.facetTitle}>
            {t('matrix.suggested')}
            <Chip tone={toneOf[suggested.colour]}>{nameOf(suggested)}</Chip>
            <span className={classes.quiet}>{targetText(suggested.target)}</span>
          </span>
        ) : (
          <span>{t('matrix.nothing')}</span>
        )}
        <span className={classes.quiet}>
          {others.length > 0 ? t('matrix.others', { list }) : t('matrix.alone')}
        </span>
      </div>
    </section>
  );
}

function InWords({ types, priorities }: MatrixProps) {
  const { t, language } = useTranslation('classification');
  const { nameOf } = useClassification();
  const either = new Intl.ListFormat(language, { type: 'disjunction' });
  const sentence = (typeKey: string) => {
    const { first, others } = wordsOf(typeKey, priorities);
    if (!first) return t('matrix.any');
    if (others.length === 0) return t('matrix.one', { first: nameOf(first) });
    return t('matrix.some', { first: nameOf(first), others: either.format(others.map(nameOf)) });
  };
  return (
    <section className={classes.asideSection}>
      <h3>{t('matrix.words')}</h3>
      <ul className={classes.words}>
        {types.map((type) => (
          <li key={type.key}>
            <b>{nameOf(type)}:</b> {sentence(type.key)}
          </li>
        ))}
      </ul>
    </section>
  );
}
