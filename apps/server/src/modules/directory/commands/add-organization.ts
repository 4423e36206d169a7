import type { Work } from '../../../platform/work.ts';

export interface NewOrganization {
  name: string;
  parentId: string | null;
  /** Domains of its mail; who writes from one of them belongs to it. */
  domains: readonly string[];
  /** Why it is another than those that are like it. */
  madeBecause?: string | null;
}

/** A company, school or network of them. Answers its id. */
export async function addOrganization(input: NewOrganization, work: Work): Promise<string> {
  const id = work.ids.uuid();
  await work.tx
    .insertInto('organizations')
    .values({
      id,
      name: input.name,
      parent_id: input.parentId,
      domains: input.domains.map((domain) => domain.toLowerCase()),
      made_because: input.madeBecause ?? null,
      created_at: work.now,
    })
    .execute();
  return id;
}
