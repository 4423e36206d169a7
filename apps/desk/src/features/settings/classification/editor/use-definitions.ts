import { useQueryClient } from '@tanstack/react-query';
import { type Classification, type DefinitionKind, dataOf, type FieldForm, ifMatch } from '@ventanilla/web';
import { api } from '../../../../shared/api/api.ts';
import { classificationQuery } from '../../../../shared/classification/classification.ts';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { notifyProblem, notifyUndoable } from '../../../../shared/notify.tsx';
import { statusesQuery } from '../../../../shared/tickets/statuses.ts';
import { withDefinition, withOrder } from './cached.rules.ts';
import type { Definition, DefinitionChanges, MadeKind, NewDefinition } from './definitions.ts';

const { queryKey } = classificationQuery;

/** The routes of each kind differ in their path only, which the client's types cannot say of several at once. */
type Send = (
  path: string,
  init: { params?: { path: { key: string }; header: ReturnType<typeof ifMatch> }; body: unknown },
) => Promise<{ data?: unknown }>;
const post = api.POST as unknown as Send;
const patch = api.PATCH as unknown as Send;

interface Change<K extends DefinitionKind> {
  kind: K;
  definition: Definition<K>;
  changes: DefinitionChanges<K>;
}

/** What an administrator does with definitions; what is on the screen follows each of it. */
export function useDefinitions() {
  const { t } = useTranslation('classification');
  const queryClient = useQueryClient();
  const held = () => queryClient.getQueryData(queryKey);
  const hold = (change: (all: Classification) => Classification) =>
    queryClient.setQueryData(queryKey, (all) => all && change(all));
  const keep = <K extends DefinitionKind>(kind: K, definition: Definition<K>) => {
    hold((all) => withDefinition(all, { kind, definition }));
    if (kind === 'statuses') void queryClient.invalidateQueries({ queryKey: statusesQuery.queryKey });
    return definition;
  };
  const refresh = () => queryClient.fetchQuery({ ...classificationQuery, staleTime: 0 });

  const create = async <K extends MadeKind>(kind: K, body: NewDefinition<K>) =>
    keep(kind, (await dataOf(post(`/api/v1/classification/${kind}`, { body }))) as Definition<K>);

  /** Throws what the server says against it, a stale version included. */
  const change = async <K extends DefinitionKind>({ kind, definition, changes }: Change<K>) => {
    const params = { path: { key: definition.key }, header: ifMatch(definition.version) };
    const answer = patch(`/api/v1/classification/${kind}/{key}`, { params, body: changes });
    return keep(kind, (await dataOf(answer)) as Definition<K>);
  };

  /** At once on the screen; as the server has it, with its sentence, where it says no. */
  const sooner = async (
    shown: (all: Classification) => Classification,
    work: () => Promise<unknown>,
  ): Promise<boolean> => {
    await queryClient.cancelQueries({ queryKey });
    hold(shown);
    try {
      await work();
      return true;
    } catch (error) {
      notifyProblem(error);
      await refresh().catch(() => queryClient.invalidateQueries({ queryKey }));
      return false;
    }
  };

  const changeAtOnce = <K extends DefinitionKind>({ kind, definition, changes }: Change<K>) =>
    sooner(
      (all) => withDefinition(all, { kind, definition: { ...definition, ...changes } as Definition<K> }),
      () => change({ kind, definition, changes }),
    );

  const setActive = async <K extends DefinitionKind>(kind: K, key: string, active: boolean) => {
    const list: readonly Definition[] = held()?.[kind] ?? [];
    const definition = list.find((one) => one.key === key) as Definition<K> | undefined;
    if (!definition) return;
    const isDone = await changeAtOnce({ kind, definition, changes: { active } as DefinitionChanges<K> });
    if (!isDone) return;
    notifyUndoable(t(active ? 'restored' : 'retired', { name: definition.name }), {
      label: t('undo'),
      run: () => void setActive(kind, key, !active),
    });
  };

  return {
    create,
    change,
    changeAtOnce,
    setActive,
    /** Reads it anew, for whoever must not decide by what is old. */
    refresh,
    order: (kind: DefinitionKind, keys: string[]) =>
      sooner(
        (all) => withOrder(all, { kind, keys }),
        async () => {
          const body = { kind, keys };
          queryClient.setQueryData(queryKey, await dataOf(api.PUT('/api/v1/classification/order', { body })));
        },
      ),
    /** The form of a place as it is known by now; an empty one where there is none. */
    formOf: ({ place, placeKey }: Pick<FieldForm, 'place' | 'placeKey'>): FieldForm =>
      held()?.forms.find((one) => one.place === place && one.placeKey === placeKey) ?? {
        place,
        placeKey,
        fields: [],
        version: 0,
      },
    /** Which fields appear in a place. Throws what the server says against it, a stale version included. */
    async setForm({ version, ...body }: FieldForm) {
      const params = { header: ifMatch(version) };
      queryClient.setQueryData(
        queryKey,
        await dataOf(api.PUT('/api/v1/classification/forms', { params, body })),
      );
    },
  };
}
