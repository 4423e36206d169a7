import type { Language, ShippedBlueprint } from '@ventanilla/web';
import type { TFunction } from 'i18next';

export function descriptionOf(blueprint: ShippedBlueprint, language: Language): string {
  return language === 'en' ? blueprint.descriptionEn || blueprint.description : blueprint.description;
}

/** Words that tell the ways of working apart at a glance. */
export function wordsOf({ key }: ShippedBlueprint, t: TFunction<'blueprints'>): string[] {
  if (key === 'weknow') return [t('words.matrix'), t('words.flags'), t('words.forms')];
  if (key === 'postcenter') return [t('words.columns'), t('words.kinds'), t('words.ignore')];
  return [t('words.mail')];
}

type Target = NonNullable<ShippedBlueprint['contents'][number]['items'][number]['target']>;

/** «24 h», «1 h hábil», «hoy». */
export function targetText(target: Target, t: TFunction<'blueprints'>): string {
  if (target.kind === 'end_of_day') return t('target.today');
  const hours = { count: target.hours };
  return target.kind === 'calendar_hours' ? t('target.calendar', hours) : t('target.business', hours);
}
