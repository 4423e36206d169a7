import { nameIn } from '@ventanilla/contracts/named.rules';
import type { ShippedBlueprint } from '@ventanilla/web';
import { Flag } from 'lucide-react';
import { Chip, type Tone } from '../components/chip.tsx';
import { currentLanguage } from '../i18n/i18n.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import classes from './blueprint-contents.module.css';
import { targetText } from './blueprint-words.ts';

type Kind = ShippedBlueprint['contents'][number]['kind'];
type Item = ShippedBlueprint['contents'][number]['items'][number];

/** What is worth reading before choosing, most telling first, and how many of them at most. */
const telling: readonly Kind[] = [
  'departments',
  'priorities',
  'flags',
  'subjects',
  'tags',
  'statuses',
  'types',
  'boards',
];
const kindsMax = 4;
/** Of each so many are named; the rest is counted. */
const namedMax = 6;

const tones = {
  grey: 'gris',
  blue: 'azul',
  green: 'verde',
  amber: 'ambar',
  orange: 'naranja',
  red: 'rojo',
  accent: 'accent',
} as const satisfies Record<NonNullable<Item['colour']>, Tone>;
const flagTones = { orange: 'naranja', blue: 'azul', green: 'verde' } as const;

/** What one begins with under a way of working. */
export function BlueprintContents({ blueprint }: { blueprint: ShippedBlueprint }) {
  const { t } = useTranslation('blueprints');
  const name = nameIn(blueprint, currentLanguage());
  const shown = telling.flatMap((kind) => blueprint.contents.filter((one) => one.kind === kind));
  return (
    <section className={classes.box} aria-label={t('begins', { name })}>
      <h2 className={classes.title}>{t('begins', { name })}</h2>
      <div className={classes.parts}>
        {shown.slice(0, kindsMax).map(({ kind, items }) => (
          <div key={kind} className={classes.part}>
            <h3>{t(`count.${kind}`, { count: items.length })}</h3>
            <ul>
              {items.slice(0, namedMax).map((item) => (
                <li key={item.key}>
                  <ItemChip item={item} />
                </li>
              ))}
              {items.length > namedMax ? (
                <li className={classes.more}>{t('more', { count: items.length - namedMax })}</li>
              ) : null}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}

function ItemChip({ item }: { item: Item }) {
  const { t } = useTranslation('blueprints');
  const name = nameIn(item, currentLanguage());
  if (item.flag) {
    return (
      <Chip tone={flagTones[item.flag]} icon={<Flag size={12} strokeWidth={2} aria-hidden />}>
        {name}
      </Chip>
    );
  }
  return (
    <Chip tone={item.colour ? tones[item.colour] : 'line'}>
      {item.target ? `${name} · ${targetText(item.target, t)}` : name}
    </Chip>
  );
}
