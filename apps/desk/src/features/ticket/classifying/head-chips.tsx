import type { TicketDetail } from '@ventanilla/web';
import { useClassification } from '../../../shared/classification/classification.ts';
import { Chip } from '../../../shared/components/chip.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { FlagMenu } from './flag-menu.tsx';
import { PriorityMenu } from './priority-menu.tsx';

/** Flag and priority in the head of a ticket, and whether person or case want particular care (S26). */
export function HeadChips({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation('classify');
  const { definitions } = useClassification();
  const { tags, contactTags } = detail.classification;
  const held = new Set([...tags, ...contactTags]);
  const marks = new Set(definitions.tags.flatMap(({ key, mark }) => (mark && held.has(key) ? [mark] : [])));
  return (
    <>
      <FlagMenu detail={detail} />
      <PriorityMenu detail={detail} />
      {[...marks].map((mark) => (
        <Chip key={mark} tone="rojo">
          {t(`marks.${mark}`)}
        </Chip>
      ))}
    </>
  );
}
