import { useQuery } from '@tanstack/react-query';
import type { Who } from '@ventanilla/web';
import { agentsQuery } from '../../../shared/agents/agents.ts';
import { teamsQuery } from '../../../shared/departments/teams.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { namesOf } from './people.rules.ts';

/** Says whom a rule names: «Lucero, Majo o responsable». First names are enough where nobody else has them. */
export function useWhoWords(): (who: Who) => string {
  const { t, language } = useTranslation('departments');
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const list = new Intl.ListFormat(language, { type: 'disjunction' });
  const first = (name: string) => name.split(' ')[0] ?? name;
  return (who) => {
    const names = namesOf(who, { agents: agents.map((one) => ({ ...one, name: first(one.name) })), teams });
    const all = [
      ...names,
      ...(who.members ? [t('rules.member')] : []),
      ...(who.owner ? [t('rules.owner')] : []),
    ];
    return all.length === 0 ? t('rules.anyone') : list.format(all);
  };
}
