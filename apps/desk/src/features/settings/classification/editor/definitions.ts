import type { Classification, DefinitionKind, paths } from '@ventanilla/web';

/** A definition of a kind, as the API gives it. */
export type Definition<K extends DefinitionKind = DefinitionKind> = Classification[K][number];

type JsonBody<Operation> = Operation extends {
  requestBody: { content: { 'application/json': infer Body } };
}
  ? Body
  : never;

/** Kinds of which one may make new ones: flags are always the same three. */
export type MadeKind = Exclude<DefinitionKind, 'flags'>;

/** What a new definition of a kind is made of. */
export type NewDefinition<K extends MadeKind> = JsonBody<paths[`/api/v1/classification/${K}`]['post']>;

/** What may be changed of a definition of a kind. */
export type DefinitionChanges<K extends DefinitionKind> = JsonBody<
  paths[`/api/v1/classification/${K}/{key}`]['patch']
>;
