import type { Filter } from '@ventanilla/contracts/filters';

/**
 * The same filter in the one form that text can say: no group in a group of its kind, none with a single part, and
 * what is not nothing but a condition asked the other way is asked so.
 */
export function normalFilter(tree: Filter): Filter {
  if ('not' in tree) {
    const inner = normalFilter(tree.not);
    if ('not' in inner) return inner.not;
    if ('op' in inner && inner.op === 'any_of') return { ...inner, op: 'none_of' };
    if ('op' in inner && inner.op === 'none_of') return { ...inner, op: 'any_of' };
    if ('op' in inner && inner.op === 'empty') return { ...inner, op: 'present' };
    if ('op' in inner && inner.op === 'present') return { ...inner, op: 'empty' };
    if ('op' in inner && inner.op === 'is') return { ...inner, value: !inner.value };
    if ('and' in inner && inner.and.length === 0) return { or: [] };
    if ('or' in inner && inner.or.length === 0) return { and: [] };
    return { not: inner };
  }
  if ('and' in tree) {
    const parts = tree.and.map(normalFilter).flatMap((part) => ('and' in part ? part.and : [part]));
    return parts.length === 1 ? parts[0]! : { and: parts };
  }
  if ('or' in tree) {
    const parts = tree.or.map(normalFilter).flatMap((part) => ('or' in part ? part.or : [part]));
    return parts.length === 1 ? parts[0]! : { or: parts };
  }
  return 'values' in tree ? { ...tree, values: [...new Set(tree.values)] } : tree;
}
