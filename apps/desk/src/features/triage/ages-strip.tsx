import { useQuery, useQueryClient } from '@tanstack/react-query';
import { own } from '@ventanilla/contracts/filter-fields';
import type { Condition, Filter } from '@ventanilla/contracts/filters';
import { cappedCount } from '@ventanilla/web';
import { writeText } from '../../shared/filters/filters.queries.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { notifyProblem } from '../../shared/notify.tsx';
import classes from './ages-strip.module.css';
import { ageCountQuery } from './triage.queries.ts';

const created = (op: 'before' | 'after', moment: string): Condition => ({ field: 'createdAt', op, moment });

/** Open tickets by how long they are; those whose customer hears nothing come first (S5). */
const ages = {
  noNews: [{ field: 'noNews', op: 'is', value: true }],
  week: [created('before', '-5bd')],
  days35: [created('after', '-5bd'), created('before', '-2bd')],
  days12: [created('after', '-2bd'), created('before', 'today')],
  today: [created('after', 'today')],
} as const satisfies Record<string, readonly Condition[]>;
type Age = keyof typeof ages;

/** Of the queue that is on the screen: one's own and nobody's, or of a department. */
function filterOf(age: Age, departmentId: string | undefined): Filter {
  const whose: Filter = departmentId
    ? { field: 'department', op: 'any_of', values: [departmentId] }
    : {
        or: [
          { field: 'owner', op: 'any_of', values: [own] },
          { field: 'owner', op: 'empty' },
        ],
      };
  const isOpen: Filter = { field: 'stage', op: 'any_of', values: ['new', 'answered', 'your_turn'] };
  return { and: [isOpen, whose, ...ages[age]] };
}

interface AgesStripProps {
  departmentId: string | undefined;
  /** To the list, with the text of a filter. */
  onList(text: string): void;
}

/** What is open by age, each leading to its list. */
export function AgesStrip(props: AgesStripProps) {
  const { t } = useTranslation('triage');
  return (
    <section className={classes.strip} aria-labelledby="triage-ages">
      <h2 id="triage-ages">{t('ages.title')}</h2>
      <ul>
        {(Object.keys(ages) as Age[]).map((age) => (
          <AgeLink key={age} age={age} {...props} />
        ))}
      </ul>
    </section>
  );
}

function AgeLink({ age, departmentId, onList }: AgesStripProps & { age: Age }) {
  const { t } = useTranslation('triage');
  const queryClient = useQueryClient();
  const filter = filterOf(age, departmentId);
  const { data } = useQuery(ageCountQuery(filter));
  const count = data ? cappedCount(data) : '…';
  const name = t(`ages.${age}`);
  return (
    <li data-age={age} data-any={data ? data.value > 0 : undefined}>
      <button
        type="button"
        aria-label={t('ages.see', { name, count })}
        onClick={() => void writeText(filter, queryClient).then(onList).catch(notifyProblem)}
      >
        <b>{count}</b>
        <span>{name}</span>
      </button>
    </li>
  );
}
