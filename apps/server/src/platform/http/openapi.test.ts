import { allRoutes } from '@ventanilla/contracts';
import { describe, expect, it } from 'vitest';
import { createTestApp } from '../../testing/test-app.ts';
import { buildOpenApi } from './openapi.ts';

describe('the reference of the API', () => {
  interface Operation {
    operationId: string;
    parameters: { name: string; in: string; required: boolean; schema: object }[];
    responses: Record<
      string,
      { description: string; content?: Record<string, { schema?: { $ref?: string } }> }
    >;
    requestBody?: { content: Record<string, { schema: { $ref?: string } }> };
  }

  it('is OpenAPI 3.1 that holds together: every reference resolves, every parameter of a path is declared', () => {
    const document = JSON.parse(JSON.stringify(buildOpenApi(allRoutes))) as {
      openapi: string;
      info: { title: string; version: string };
      components: { schemas: Record<string, unknown> };
      paths: Record<string, Record<string, Operation>>;
    };
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, reference]) => reference!,
    );
    const unresolved = references.filter((reference) => {
      const name = /^#\/components\/schemas\/([^/]+)$/.exec(reference)?.[1];
      return name === undefined || !(name in document.components.schemas);
    });
    expect(references.length).toBeGreaterThan(20);
    expect(unresolved).toEqual([]);

    const operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
    );
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(allRoutes.length);
    for (const { path, method, operation } of operations) {
      expect(['get', 'post', 'put', 'patch', 'delete']).toContain(method);
      const named = [...path.matchAll(/\{(\w+)\}/g)]
        .map(([, name]) => name ?? '')
        .sort((a, b) => a.localeCompare(b));
      const declared = operation.parameters
        .filter((one) => one.in === 'path' && one.required)
        .map(({ name }) => name);
      expect(declared.sort(), path).toEqual(named);
      for (const [status, response] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^[1-5]\d\d$/);
        expect(response.description.length).toBeGreaterThan(0);
      }
    }
  });

  it('is served as it is built', async () => {
    const test = await createTestApp();
    const response = await test.app.http.inject({ method: 'GET', url: '/api/v1/openapi.json' });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual(JSON.parse(JSON.stringify(buildOpenApi(allRoutes))));
    await test.close();
  });
});
