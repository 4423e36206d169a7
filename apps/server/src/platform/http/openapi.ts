import { problem } from '@ventanilla/contracts/common';
import { errorStatuses } from '@ventanilla/contracts/errors';
import type { RouteContract } from '@ventanilla/contracts/route';
import { z } from 'zod';

type Json = Record<string, unknown>;

const schemaUri = (name: string) => `#/components/schemas/${name}`;

/**
 * OpenAPI 3.1 of the contracts. Each body is a component named after its operation (`getTicketResponse200`), so
 * that generated types have names.
 */
export function buildOpenApi(routes: readonly RouteContract[]): Json {
  const registry = z.registry<{ id: string }>();
  registry.add(problem, { id: 'Problem' });
  const paths: Record<string, Json> = {};
  for (const contract of routes) {
    const item = (paths[contract.path] ??= {});
    item[contract.method.toLowerCase()] = operation(contract, registry);
  }
  const { schemas } = z.toJSONSchema(registry, { uri: schemaUri, io: 'output', unrepresentable: 'any' });
  const inputs = inputSchemas(routes);
  return {
    openapi: '3.1.0',
    info: { title: 'Ventanilla', version: '1', license: { name: 'AGPL-3.0-or-later' } },
    servers: [{ url: '/' }],
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'ventanilla.session_token' },
        apiKey: { type: 'http', scheme: 'bearer', description: 'vk_…' },
      },
      schemas: { ...clean(withOwnNames(schemas)), ...clean(withOwnNames(inputs)) },
    },
    paths,
  };
}

type Registry = ReturnType<typeof z.registry<{ id: string }>>;

function capitalize(text: string) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function operation(contract: RouteContract, registry: Registry): Json {
  const responses: Json = {};
  for (const [status, schema] of Object.entries(contract.responses)) {
    responses[status] = {
      description: contract.summary,
      ...responseContent(contract, status, schema, registry),
    };
  }
  for (const status of new Set(errorsOf(contract).map((code) => errorStatuses[code]))) {
    const codes = errorsOf(contract).filter((code) => errorStatuses[code] === status);
    responses[String(status)] ??= {
      description: codes.join(', '),
      content: { 'application/problem+json': { schema: { $ref: schemaUri('Problem') } } },
    };
  }
  return {
    operationId: contract.operationId,
    summary: contract.summary,
    tags: [contract.tag],
    ...(contract.access === 'public' ? { security: [] } : { security: [{ session: [] }, { apiKey: [] }] }),
    'x-permission': contract.access,
    parameters: parametersOf(contract),
    ...requestBodyOf(contract),
    responses,
  };
}

function errorsOf(contract: RouteContract) {
  const general = contract.access === 'public' ? [] : (['auth.required', 'auth.forbidden'] as const);
  return [...contract.errors, ...general, 'http.invalid_request', 'http.internal'] as const;
}

function responseContent(
  contract: RouteContract,
  status: string,
  schema: z.ZodType | null,
  registry: Registry,
): Json {
  if (contract.responseType) return status === '304' ? {} : { content: { [contract.responseType]: {} } };
  if (!schema) return {};
  const name = `${capitalize(contract.operationId)}Response${status}`;
  // A schema shared by several operations keeps the name of the first.
  const known = registry.get(schema)?.id;
  if (!known) registry.add(schema, { id: name });
  return { content: { 'application/json': { schema: { $ref: schemaUri(known ?? name) } } } };
}

function parametersOf(contract: RouteContract): Json[] {
  const list = (schema: z.ZodObject | undefined, where: 'path' | 'query') => {
    if (!schema) return [];
    const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
      properties?: Record<string, Json>;
      required?: string[];
    };
    return Object.entries(json.properties ?? {}).map(([name, property]) => ({
      name,
      in: where,
      required: where === 'path' || (json.required ?? []).includes(name),
      schema: property,
    }));
  };
  const headers: Json[] = [];
  if (contract.ifMatch) {
    headers.push({ name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } });
  }
  if (contract.method === 'POST' && contract.access !== 'public') {
    headers.push({ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string' } });
  }
  return [...list(contract.params, 'path'), ...list(contract.query, 'query'), ...headers];
}

function requestBodyOf(contract: RouteContract): Json {
  if (contract.rawBody) {
    const media = contract.rawBody.contentTypes.map((type) => [
      type,
      { schema: { type: 'string', format: 'binary' } },
    ]);
    return { requestBody: { required: true, content: Object.fromEntries(media) } };
  }
  if (!contract.body) return {};
  const $ref = schemaUri(`${capitalize(contract.operationId)}Request`);
  return { requestBody: { required: true, content: { 'application/json': { schema: { $ref } } } } };
}

function inputSchemas(routes: readonly RouteContract[]): Json {
  return Object.fromEntries(
    routes.flatMap(({ body, operationId }) =>
      body
        ? [
            [
              `${capitalize(operationId)}Request`,
              z.toJSONSchema(body, { io: 'input', unrepresentable: 'any', reused: 'inline' }),
            ],
          ]
        : [],
    ),
  );
}

/**
 * What a schema says of itself, such as a tree of conditions, stands in its `$defs`; inside one document each becomes a
 * component with the name of its owner before it.
 */
function withOwnNames(schemas: Json): Json {
  const named: Json = {};
  for (const [owner, schema] of Object.entries(schemas)) {
    const { $defs, ...rest } = schema as Json & { $defs?: Json };
    const nameOf = (key: string) => `${owner === '__shared' ? 'Shared' : owner}${key.replace(/\W|^_+/g, '')}`;
    const pointed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(pointed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, part]) => [
          key,
          key === '$ref' && typeof part === 'string' ? toComponent(part, nameOf) : pointed(part),
        ]),
      );
    };
    if (owner !== '__shared') named[owner] = pointed(rest);
    for (const [key, part] of Object.entries($defs ?? {})) named[nameOf(key)] = pointed(part);
  }
  return named;
}

function toComponent($ref: string, nameOf: (key: string) => string): string {
  const shared = /^#\/components\/schemas\/__shared#\/\$defs\/(.+)$/.exec($ref)?.[1];
  if (shared) return schemaUri(`Shared${shared.replace(/\W|^_+/g, '')}`);
  const inside = /^#\/\$defs\/(.+)$/.exec($ref)?.[1];
  return inside ? schemaUri(nameOf(inside)) : $ref;
}

/** `$schema` and `$id` of each part say nothing inside one document. */
function clean(schemas: Json): Json {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const { $schema: _schema, $id: _id, ...rest } = schema as Json;
      return [name, rest];
    }),
  );
}
