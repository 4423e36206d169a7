import { useClassification } from '../../../shared/classification/classification.ts';

/** The flags in use, in their order and the reader's language; none until they are here. */
export function useFlags(): { key: string; name: string }[] {
  const { definitions, nameOf } = useClassification();
  return definitions.flags
    .filter(({ active }) => active)
    .map((flag) => ({ key: flag.key, name: nameOf(flag) }));
}
