import type { Filter } from '@ventanilla/contracts/filters';

/**
 * The same filter with each value that it names in the words of `change`, and each field in those of `changeField`.
 * Null where one of its values has no word there.
 */
export function changeFilter(
  tree: Filter,
  change: (value: { field: string; value: string }) => string | null,
  changeField: (field: string) => string = (field) => field,
): Filter | null {
  const all = (trees: readonly Filter[]) => {
    const changed = trees.map((one) => changeFilter(one, change, changeField));
    return changed.some((one) => one === null) ? null : (changed as Filter[]);
  };
  if ('and' in tree) {
    const and = all(tree.and);
    return and && { and };
  }
  if ('or' in tree) {
    const or = all(tree.or);
    return or && { or };
  }
  if ('not' in tree) {
    const not = changeFilter(tree.not, change, changeField);
    return not && { not };
  }
  const field = changeField(tree.field) as typeof tree.field;
  if (!('values' in tree)) return { ...tree, field };
  const values = tree.values.map((value) => change({ field: tree.field, value }));
  return values.some((value) => value === null) ? null : { ...tree, field, values: values as string[] };
}
