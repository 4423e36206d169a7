import { Siren, UserRoundX } from 'lucide-react';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import classes from '../classification.module.css';
import type { Definition } from '../editor/definitions.ts';

/** What a tag says besides its name: an icon and its words. */
export function TagMark({ mark }: { mark: Definition<'tags'>['mark'] }) {
  const { t } = useTranslation('classification');
  if (mark === null) return null;
  const Icon = mark === 'critical_case' ? Siren : UserRoundX;
  return (
    <span className={`${classes.facetTitle} ${classes.quiet}`}>
      <Icon size={14} strokeWidth={1.75} aria-hidden />
      {t(`tags.marks.${mark}`)}
    </span>
  );
}
