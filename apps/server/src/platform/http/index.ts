export { type RouteBinding, type RouteContext, route } from './binding.ts';
export { buildOpenApi } from './openapi.ts';
export { describeProblem, pickLanguage } from './problem.ts';
export { createHttpServer, type HttpDeps } from './server.ts';
