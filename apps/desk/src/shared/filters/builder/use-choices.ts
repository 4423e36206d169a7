import { useQuery } from '@tanstack/react-query';
import {
  type FilterField,
  fixedChoices,
  isOwnField,
  own,
  ownFieldPrefix,
} from '@ventanilla/contracts/filter-fields';
import type { Named } from '@ventanilla/contracts/named.rules';
import { dataOf } from '@ventanilla/web';
import { agentsQuery } from '../../agents/agents.ts';
import { api } from '../../api/api.ts';
import { useClassification } from '../../classification/classification.ts';
import { departmentsQuery } from '../../departments/departments.ts';
import { linesQuery } from '../../departments/lines.ts';
import { teamsQuery } from '../../departments/teams.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useHolds } from '../../session/session.ts';

export interface Choice {
  value: string;
  label: string;
}

/** How long names of places are taken for current, in ms. */
const seldomMs = 5 * 60_000;

const mailboxesQuery = {
  queryKey: ['filters', 'mailboxes'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/mailboxes'))).items,
  staleTime: seldomMs,
};

/** The directory that a field refers to, where its values are found by typing. */
export function directoryOf(
  field: FilterField,
  fields: readonly { key: string; kind: string }[],
): 'person' | 'organization' | null {
  if (field === 'requester') return 'person';
  if (field === 'organization') return 'organization';
  const kind = fields.find(({ key }) => `${ownFieldPrefix}${key}` === field)?.kind;
  return kind === 'person' || kind === 'organization' ? kind : null;
}

/** Everything that a field may have, by its names in the reader's language, in its order. */
export function useChoices(field: FilterField): Choice[] {
  const { t } = useTranslation('filters');
  const { definitions, nameOf } = useClassification();
  const places = usePlaces(field);
  const named = (all: readonly (Named & { key: string; active: boolean })[]) =>
    all.filter(({ active }) => active).map((one) => ({ value: one.key, label: nameOf(one) }));
  if (places) return places;
  if (isOwnField(field)) {
    const mine = definitions.fields.find(({ key }) => `${ownFieldPrefix}${key}` === field);
    return named(mine?.options ?? []);
  }
  switch (field) {
    case 'status':
      return named(definitions.statuses);
    case 'priority':
      return named(definitions.priorities);
    case 'type':
      return named(definitions.types);
    case 'subject':
      return named(definitions.subjects);
    case 'flag':
      return named(definitions.flags);
    case 'tag':
    case 'contactTag':
      return named(definitions.tags);
    case 'stage':
    case 'lastWriter':
    case 'clockState':
    case 'clockMetric':
    case 'mark':
    case 'channel':
    case 'statusCategory': {
      const words: Record<string, string> = t(`choices.${field}`, { returnObjects: true });
      return fixedChoices[field].map((value) => ({ value, label: words[value] ?? value }));
    }
    default:
      return [];
  }
}

/** People and places of the house, with whoever asks at the front; null for other fields. */
function usePlaces(field: FilterField): Choice[] | null {
  const { t } = useTranslation('filters');
  const seesMailboxes = useHolds('mailboxes:manage');
  const is = (...fields: FilterField[]) => fields.includes(field);
  const { data: agents = [] } = useQuery({
    ...agentsQuery,
    enabled: is('owner', 'accountManager', 'successManager'),
  });
  const { data: teams = [] } = useQuery({ ...teamsQuery, enabled: is('ownerTeam') });
  const { data: departments = [] } = useQuery({ ...departmentsQuery, enabled: is('department') });
  const { data: lines = [] } = useQuery({ ...linesQuery, enabled: is('line') });
  const { data: mailboxes = [] } = useQuery({
    ...mailboxesQuery,
    enabled: is('channelAccount') && seesMailboxes,
  });
  const choices = (all: readonly { id: string; name: string }[]) =>
    all.map(({ id, name }) => ({ value: id, label: name }));
  switch (field) {
    case 'owner':
    case 'accountManager':
    case 'successManager':
      return [{ value: own, label: t('builder.me') }, ...choices(agents.filter(({ active }) => active))];
    case 'ownerTeam':
      return [{ value: own, label: t('builder.mine') }, ...choices(teams.filter(({ active }) => active))];
    case 'department':
      return [
        { value: own, label: t('builder.mine') },
        ...choices(departments.filter(({ active }) => active)),
      ];
    case 'line':
      return choices(lines.filter(({ active }) => active));
    case 'channelAccount':
      return choices(mailboxes);
    default:
      return null;
  }
}
