/** A name as one writes it in a filter: lower case, without accents or signs, `en-progreso`. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@.+_]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
}
