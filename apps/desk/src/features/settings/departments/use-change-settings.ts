import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import {
  type DepartmentRules,
  type DepartmentSettings,
  dataOf,
  ifMatch,
  type Notices,
} from '@ventanilla/web';
import { useRef } from 'react';
import { api } from '../../../shared/api/api.ts';
import { departmentsQuery } from '../../../shared/departments/departments.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyProblem, notifyUndoable } from '../../../shared/notify.tsx';
import { noticeFor } from './people.rules.ts';
import { departmentSettingsQuery } from './settings.queries.ts';

export interface SettingsChange {
  rules?: Partial<DepartmentRules>;
  notices?: Notices;
}

/**
 * Saves each change of a department's settings as it is made: at once on the screen, one after the other at the server,
 * back as the server has it where it says no. Each can be undone.
 */
export function useChangeSettings(departmentId: string) {
  const { t } = useTranslation('departments');
  const queryClient = useQueryClient();
  const { queryKey } = departmentSettingsQuery(departmentId);
  const turn = useRef(Promise.resolve());
  /** The notice of the change before: one at a time is enough of them. */
  const told = useRef<string>(undefined);
  const waiting = useRef(0);

  const send = async (body: SettingsChange) => {
    const known = queryClient.getQueryData(queryKey);
    if (!known) return;
    try {
      const params = { path: { departmentId }, header: ifMatch(known.version) };
      const after = await dataOf(api.PATCH('/api/v1/departments/{departmentId}/settings', { params, body }));
      // What was changed meanwhile is still on its way: only that is newer than the answer.
      queryClient.setQueryData(queryKey, (now) =>
        now && waiting.current > 1 ? { ...now, version: after.version, changes: after.changes } : after,
      );
    } catch (error) {
      notifyProblem(error);
      await queryClient.invalidateQueries({ queryKey });
    }
  };

  const apply = (body: SettingsChange) => {
    queryClient.setQueryData(queryKey, (now) => now && withChange(now, body));
    waiting.current += 1;
    turn.current = turn.current
      .then(() => send(body))
      .finally(() => {
        waiting.current -= 1;
        // The department's version has moved on for whoever changes its name next.
        if (waiting.current === 0)
          void queryClient.invalidateQueries({ queryKey: departmentsQuery.queryKey });
      });
  };

  return (body: SettingsChange) => {
    const before = queryClient.getQueryData(queryKey);
    if (!before) return;
    apply(body);
    if (told.current) notifications.hide(told.current);
    told.current = notifyUndoable(t('changed'), {
      label: t('undo'),
      run: () => apply(asBefore(before, body)),
    });
  };
}

function withChange(now: DepartmentSettings, { rules, notices }: SettingsChange): DepartmentSettings {
  return { ...now, rules: { ...now.rules, ...rules }, notices: { ...now.notices, ...notices } };
}

/** The parts that a change names, as they were. */
function asBefore(before: DepartmentSettings, { rules = {}, notices = {} }: SettingsChange): SettingsChange {
  const ruleKeys = Object.keys(rules) as (keyof DepartmentRules)[];
  return {
    rules: Object.fromEntries(ruleKeys.map((key) => [key, before.rules[key]])),
    notices: Object.fromEntries(Object.keys(notices).map((key) => [key, noticeFor(before.notices, key)])),
  };
}
