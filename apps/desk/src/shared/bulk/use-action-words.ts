import { useQuery } from '@tanstack/react-query';
import type { BulkAction, BulkRun } from '@ventanilla/web';
import { agentsQuery } from '../agents/agents.ts';
import { useClassification } from '../classification/classification.ts';
import { departmentsQuery } from '../departments/departments.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { useStatuses } from '../tickets/status-labels.ts';

/** Names of what actions give: by id or key, as they read now. */
export function useActionNames() {
  const { definitions, nameOf } = useClassification();
  const { labelOf } = useStatuses();
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: departments = [] } = useQuery(departmentsQuery);
  const named = (list: readonly { key: string; name: string; nameEn: string | null }[], key: string) =>
    nameOf(list.find((one) => one.key === key)) || key;
  return {
    agent: (id: string) => agents.find((one) => one.id === id)?.name ?? '…',
    department: (id: string) => departments.find((one) => one.id === id)?.name ?? '…',
    status: labelOf,
    flag: (key: string) => named(definitions.flags, key),
    priority: (key: string) => named(definitions.priorities, key),
    type: (key: string) => named(definitions.types, key),
    tag: (key: string) => named(definitions.tags, key),
  };
}

/** An action in words: «Asignar a Diego Paz». */
export function useActionWords(): (action: BulkAction) => string {
  const { t } = useTranslation('bulk');
  const names = useActionNames();
  return (action) => {
    switch (action.kind) {
      case 'assign':
        return action.agentId === null
          ? t('say.release')
          : t('say.assign', { name: names.agent(action.agentId) });
      case 'department':
        return action.departmentId === null
          ? t('say.noDepartment')
          : t('say.department', { name: names.department(action.departmentId) });
      case 'status':
        return t('say.status', { name: names.status(action.statusKey) });
      case 'flag':
        return action.flag === null ? t('say.noFlag') : t('say.flag', { name: names.flag(action.flag) });
      case 'priority':
        return action.priorityKey === null
          ? t('say.noPriority')
          : t('say.priority', { name: names.priority(action.priorityKey) });
      case 'type':
        return action.typeKey === null
          ? t('say.noType')
          : t('say.type', { name: names.type(action.typeKey) });
      case 'tags': {
        const added = action.add.map((key) => t('say.addTag', { name: names.tag(key) }));
        const removed = action.remove.map((key) => t('say.removeTag', { name: names.tag(key) }));
        return [...added, ...removed].join(' · ');
      }
      case 'spam':
        return t(action.isSpam ? 'say.spam' : 'say.notSpam');
      default:
        return t(`say.${action.kind}`);
    }
  };
}

/** A run in words; one that takes another back says so. */
export function useRunWords(): (run: BulkRun) => string {
  const { t } = useTranslation('bulk');
  const wordsOf = useActionWords();
  return ({ action, undoOf }) =>
    undoOf === null ? wordsOf(action) : t('say.undo', { what: wordsOf(action) });
}
