import { nameIn } from '@ventanilla/contracts/named.rules';
import type { BlueprintDifference } from '@ventanilla/web';
import { Banner } from '../../../shared/components/banner.tsx';
import { Chip } from '../../../shared/components/chip.tsx';
import { currentLanguage } from '../../../shared/i18n/i18n.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import panel from '../shared/panel.module.css';
import classes from './blueprints.module.css';
import { fieldLine } from './difference-words.ts';

type Change = BlueprintDifference['changes'][number];
type Kind = Change['kind'];
const tones = { add: 'verde', change: 'azul', retire: 'ambar' } as const;

/** What a blueprint would do, kind by kind, and what it leaves alone. */
export function DifferenceList({ difference }: { difference: BlueprintDifference }) {
  const { t } = useTranslation('blueprints');
  const { changes, reordered, kept, untouched } = difference;
  const language = currentLanguage();
  const kinds = [...new Set(changes.map(({ kind }) => kind))];
  const names = (list: readonly Kind[]) =>
    new Intl.ListFormat(language).format(list.map((kind) => t(`kind.${kind}`).toLocaleLowerCase(language)));
  const isNothing = changes.length === 0 && reordered.length === 0;
  const has = (action: Change['action'], kind?: Kind) =>
    changes.some((change) => change.action === action && (kind === undefined || change.kind === kind));
  return (
    <>
      {isNothing ? <Banner tone="verde">{t('nothing')}</Banner> : <Sum difference={difference} />}
      {has('add', 'teams') ? <Banner tone="azul">{t('teamsHint')}</Banner> : null}
      {has('retire') ? <Banner tone="ambar">{t('retireHint')}</Banner> : null}
      {kinds.map((kind) => (
        <section key={kind} className={classes.kind} aria-label={t(`kind.${kind}`)}>
          <h3>{t(`kind.${kind}`)}</h3>
          <ul className={panel.rows}>
            {changes
              .filter((change) => change.kind === kind)
              .map((change) => (
                <ChangeRow key={change.name} change={change} />
              ))}
          </ul>
        </section>
      ))}
      {reordered.length > 0 ? <p>{t('reordered', { kinds: names(reordered) })}</p> : null}
      {kept.length + untouched.length > 0 ? (
        <details className={classes.staying}>
          <summary>{t('staying')}</summary>
          <Staying title={t('keptText')} lists={kept} />
          <Staying title={t('untouchedText')} lists={untouched} />
        </details>
      ) : null}
    </>
  );
}

function Sum({ difference }: { difference: BlueprintDifference }) {
  const { t } = useTranslation('blueprints');
  const count = (action: Change['action']) =>
    difference.changes.filter((change) => change.action === action).length;
  const staying = [...difference.kept, ...difference.untouched].reduce(
    (sum, { names }) => sum + names.length,
    0,
  );
  return (
    <ul className={classes.sum}>
      {(['add', 'change', 'retire'] as const)
        .filter((action) => count(action) > 0)
        .map((action) => (
          <li key={action}>
            <Chip tone={tones[action]}>{t(`sum.${action}`, { count: count(action) })}</Chip>
          </li>
        ))}
      {staying > 0 ? (
        <li>
          <Chip>{t('sum.stay', { count: staying })}</Chip>
        </li>
      ) : null}
    </ul>
  );
}

function ChangeRow({ change }: { change: Change }) {
  const { t } = useTranslation('blueprints');
  const language = currentLanguage();
  const isNew = change.action === 'add';
  const lines = change.fields.flatMap((field) => {
    if (change.action === 'retire' && field.field === 'active') return [];
    const line = fieldLine(field, { isNew, t, language });
    return line === null ? [] : [{ field: field.field, line }];
  });
  return (
    <li>
      <span className={panel.main}>
        <b>{nameIn(change, language)}</b>
        {lines.map(({ field, line }) => (
          <span key={field} className={classes.line}>
            {line}
          </span>
        ))}
      </span>
      <Chip tone={tones[change.action]}>{t(`action.${change.action}`)}</Chip>
    </li>
  );
}

function Staying({ title, lists }: { title: string; lists: BlueprintDifference['kept'] }) {
  const { t } = useTranslation('blueprints');
  const language = currentLanguage();
  if (lists.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <dl className={panel.facts}>
        {lists.map(({ kind, names }) => (
          <div key={kind} className={classes.fact}>
            <dt>{t(`kind.${kind}`)}</dt>
            <dd>
              {new Intl.ListFormat(language, { type: 'unit' }).format(
                names.map((one) => nameIn(one, language)),
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
