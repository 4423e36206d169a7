import type { Classification, DefinitionKind } from '@ventanilla/web';
import { inOrder } from '../../shared/ordering/order.rules.ts';
import type { Definition } from './definitions.ts';

/** The classification with a definition as it is now: in the place of what it was, or last where it is new. */
export function withDefinition<K extends DefinitionKind>(
  all: Classification,
  { kind, definition }: { kind: K; definition: Definition<K> },
): Classification {
  const list: readonly Definition[] = all[kind];
  const isNew = list.every(({ key }) => key !== definition.key);
  const next = isNew
    ? [...list, definition]
    : list.map((one) => (one.key === definition.key ? definition : one));
  return { ...all, [kind]: next };
}

/** The classification with the definitions of one kind in an order; those that are not named come last. */
export function withOrder(
  all: Classification,
  { kind, keys }: { kind: DefinitionKind; keys: readonly string[] },
): Classification {
  const list: readonly Definition[] = all[kind];
  return { ...all, [kind]: inOrder(list, keys) };
}
