import { Select, TextInput, UnstyledButton } from '@mantine/core';
import { advisePriority } from '@ventanilla/contracts/priority.rules';
import type { Classification } from '@ventanilla/web';
import { AlarmClock } from 'lucide-react';
import { isWorthSaying } from '../../shared/classification/advice.ts';
import { useClassification } from '../../shared/classification/classification.ts';
import { TagsValue } from '../../shared/classification/tags-value.tsx';
import { Chip, toneOf } from '../../shared/components/chip.tsx';
import { useFormat } from '../../shared/hooks/use-format.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { instantOf, wallTimeOf } from '../../shared/time/wall-time.ts';
import classes from './classifying.module.css';
import type { NewTicketForm as Form } from './use-new-ticket.ts';

type Priority = Classification['priorities'][number];

const hourMs = 3_600_000;

function useAdvice(form: Form) {
  const { definitions } = useClassification();
  const { now } = useFormat();
  const { typeKey, dueAt } = form.values;
  const priorities = definitions.priorities.filter(({ active }) => active);
  const dueInHours = dueAt === null ? null : (Date.parse(dueAt) - now.getTime()) / hourMs;
  const advice = advisePriority({ typeKey, wanted: null, dueInHours }, priorities);
  return { priorities, advice };
}

/** Type and priority, with the matrix that joins them and what it suggests (W7). */
export function TypeAndPriority({ form }: { form: Form }) {
  const { t } = useTranslation('classify');
  const { definitions, nameOf } = useClassification();
  const { priorities, advice } = useAdvice(form);
  const { typeKey, priorityKey, dueAt } = form.values;
  const types = definitions.types.filter(({ active }) => active);
  const suggested = priorities.find(({ key }) => key === advice.suggested);
  const needsReason = priorityKey !== null && !advice.fitting.includes(priorityKey);
  const setType = (key: string | null) => {
    // Whoever has not chosen a priority gets the suggested one with the type.
    const isFollowing = priorityKey === null || priorityKey === advice.suggested;
    const next = advisePriority({ typeKey: key, wanted: null, dueInHours: null }, priorities).suggested;
    form.setValues({ typeKey: key, ...(isFollowing ? { priorityKey: next } : {}) });
  };
  return (
    <>
      <div className={classes.pair}>
        <Select
          label={t('type')}
          placeholder={t('none')}
          clearable
          clearButtonProps={{ 'aria-label': t('clear', { what: t('type') }) }}
          data={types.map((type) => ({ value: type.key, label: nameOf(type) }))}
          value={typeKey}
          onChange={setType}
        />
        <Select
          label={t('priority')}
          placeholder={t('none')}
          clearable
          clearButtonProps={{ 'aria-label': t('clear', { what: t('priority') }) }}
          data={priorities.map((one) => ({ value: one.key, label: nameOf(one) }))}
          value={priorityKey}
          onChange={(key) => form.setFieldValue('priorityKey', key)}
        />
      </div>
      {types.length > 0 && priorities.length > 0 ? (
        <Matrix types={types} priorities={priorities} form={form} />
      ) : null}
      {suggested && isWorthSaying({ priorityKey, advice }, priorities) ? (
        <p className={classes.advice} role="status">
          {dueAt === null ? null : <AlarmClock size={14} aria-hidden />}
          <span>
            {t(dueAt === null ? 'suggested' : 'fixedHour', { name: nameOf(suggested) })}{' '}
            <UnstyledButton
              className={classes.link}
              onClick={() => form.setFieldValue('priorityKey', suggested.key)}
            >
              {t('apply')}
            </UnstyledButton>
          </span>
        </p>
      ) : null}
      {needsReason ? (
        <TextInput
          {...form.getInputProps('priorityReason')}
          label={t('reason')}
          description={t('reasonText')}
          withAsterisk
          maxLength={400}
        />
      ) : null}
    </>
  );
}

interface MatrixProps {
  types: Classification['types'];
  priorities: Priority[];
  form: Form;
}

/** Types beside the time each priority has; a cell sets both. */
function Matrix({ types, priorities, form }: MatrixProps) {
  const { t } = useTranslation('classify');
  const { nameOf } = useClassification();
  const { typeKey, priorityKey } = form.values;
  return (
    <div className={classes.matrixFrame}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">
              <span className={classes.hidden}>{t('type')}</span>
            </th>
            {priorities.map((priority) => (
              <th key={priority.key} scope="col">
                {t(`targets.${priority.target.kind}`, {
                  count: 'hours' in priority.target ? priority.target.hours : 0,
                })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {types.map((type) => (
            <tr key={type.key}>
              <th scope="row">{nameOf(type)}</th>
              {priorities.map((priority) => (
                <td key={priority.key}>
                  {priority.typeKeys.includes(type.key) ? (
                    <UnstyledButton
                      className={classes.cell}
                      aria-label={`${nameOf(type)}: ${nameOf(priority)}`}
                      aria-pressed={type.key === typeKey && priority.key === priorityKey}
                      onClick={() => form.setValues({ typeKey: type.key, priorityKey: priority.key })}
                    >
                      <Chip tone={toneOf[priority.colour]}>{nameOf(priority)}</Chip>
                    </UnstyledButton>
                  ) : (
                    <span aria-hidden>·</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Of a tag that has no key yet; a sign that no key has keeps it apart from those. */
const newKey = (name: string) => `+${name}`;

/** Tags by facet, of the ticket and of whoever asks (W8, P2). */
export function TagsForm({ form }: { form: Form }) {
  const { definitions, nameOf } = useClassification();
  const { tags, newTags } = form.values;
  const facets = definitions.facets.filter(({ active }) => active);
  return (
    <dl className={classes.facets}>
      {facets.map((facet) => {
        const ofFacet = definitions.tags.filter(({ facetKey, active }) => facetKey === facet.key && active);
        const isHere = ({ facetKey }: { facetKey: string }) => facetKey === facet.key;
        const made = newTags.filter(isHere);
        const otherNew = facet.exclusive ? newTags.filter((one) => !isHere(one)) : newTags;
        const others = tags.filter((key) => !facet.exclusive || !ofFacet.some((tag) => tag.key === key));
        return (
          <div key={facet.key}>
            <dt>{nameOf(facet)}</dt>
            <dd>
              <TagsValue
                facet={nameOf(facet)}
                canChange
                isFree={facet.free}
                choices={[
                  ...ofFacet.map((tag) => ({
                    key: tag.key,
                    name: nameOf(tag),
                    tone: toneOf[tag.colour ?? facet.colour] ?? 'gris',
                    isHeld: tags.includes(tag.key),
                  })),
                  ...made.map(({ name }) => ({
                    key: newKey(name),
                    name,
                    tone: toneOf[facet.colour] ?? 'gris',
                    isHeld: true,
                  })),
                ]}
                onAdd={({ key }) => form.setValues({ tags: [...others, key], newTags: otherNew })}
                onCreate={(name) =>
                  form.setValues({ tags: others, newTags: [...otherNew, { facetKey: facet.key, name }] })
                }
                onRemove={({ key }) =>
                  form.setValues({
                    tags: tags.filter((one) => one !== key),
                    newTags: newTags.filter((one) => !isHere(one) || newKey(one.name) !== key),
                  })
                }
              />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** When it is needed, only where it cannot wait its turn (W9). */
export function DueForm({ form }: { form: Form }) {
  const { t } = useTranslation('classify');
  const format = useFormat();
  const timeZone = format.timeZone ?? 'UTC';
  const { dueAt } = form.values;
  const wall = dueAt === null ? null : wallTimeOf(new Date(dueAt), timeZone);
  return (
    <TextInput
      type="datetime-local"
      label={t('due')}
      description={t('dueHint')}
      value={wall ? `${wall.date}T${wall.time}` : ''}
      onChange={(event) => {
        const [date = '', time = ''] = event.currentTarget.value.split('T');
        const at = date === '' ? null : instantOf({ date, time: time.slice(0, 5) }, timeZone);
        form.setFieldValue('dueAt', at?.toISOString() ?? null);
      }}
    />
  );
}
