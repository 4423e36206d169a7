// Import directions. "Call down, tell up": a module calls modules of lower tiers through their index.ts;
// anything sideways or upwards is an event of the log.

const tiers = [
  ['mailer', 'brand'],
  ['identity', 'calendar'],
  ['directory', 'classification'],
  ['tickets'],
  [
    'channels',
    'sla',
    'views',
    'triage',
    'routines',
    'automation',
    'surveys',
    'knowledge',
    'development',
    'accounts',
  ],
  ['metrics', 'notifications', 'webhooks', 'live', 'team', 'demo', 'backups', 'blueprints'],
];

const modules = '^apps/server/src/modules/';
const test = '\\.test\\.tsx?$';
const anyOf = (names) => `(${names.join('|')})`;

// What a tier may not import: every module of its own tier but itself, and every module above.
const tierRules = tiers.map((names, index) => ({
  name: `tier-${index + 1}`,
  severity: 'error',
  comment: `${names.join(', ')}: call lower tiers only; a module of the same or a higher tier is told by an event`,
  from: { path: `${modules}${anyOf(names)}/`, pathNot: test },
  to: { path: `${modules}${anyOf(tiers.slice(index).flat())}/`, pathNot: `${modules}$1/` },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Move what both need to the lower one, or tell it by an event',
      from: {},
      to: { circular: true },
    },
    {
      name: 'unresolvable',
      severity: 'error',
      comment: 'The file or package does not exist',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'platform-knows-no-module',
      severity: 'error',
      comment: 'The platform is below every module: let the module register itself in main.ts',
      from: { path: '^apps/server/src/platform/', pathNot: test },
      to: { path: modules },
    },
    ...tierRules,
    {
      name: 'module-without-a-tier',
      severity: 'error',
      comment: 'Give the new module a tier in .dependency-cruiser.cjs',
      from: { path: `${modules}(?!${anyOf(tiers.flat())}/)[^/]+/` },
      to: {},
    },
    {
      name: 'module-only-through-its-index',
      severity: 'error',
      comment: 'Import the module by its index.ts; add what is missing there',
      from: { path: `${modules}([^/]+)/` },
      to: { path: `${modules}[^/]+/`, pathNot: [`${modules}$1/`, `${modules}[^/]+/index\\.ts$`] },
    },
    {
      name: 'composition-only-through-index',
      severity: 'error',
      comment: 'main.ts and its like import a module by its index.ts',
      // A child process is an entry of its own and is started by its file, not imported.
      from: { path: '^apps/server/src/(?!modules/|testing/)', pathNot: test },
      to: { path: `${modules}[^/]+/`, pathNot: `${modules}[^/]+/index\\.ts$` },
    },
    {
      name: 'server-code-below-its-entries',
      severity: 'error',
      comment: 'Only tests import src/testing; nothing below imports main.ts, cli.ts or app.ts',
      from: { path: '^apps/server/src/(modules|platform)/', pathNot: [test, '/(testing|test-ground)/'] },
      to: { path: '^apps/server/src/(testing/|(main|cli|app)\\.ts$)' },
    },
    {
      name: 'contracts-import-zod-only',
      severity: 'error',
      comment: 'Contracts are read by the server and every front end: they depend on zod and on themselves',
      from: { path: '^packages/contracts/src/', pathNot: test },
      to: { pathNot: ['^packages/contracts/src/', '(^|/)node_modules/zod/'] },
    },
    {
      name: 'phrases-import-nothing',
      severity: 'error',
      comment: 'Phrases are plain data',
      from: { path: '^packages/phrases/src/', pathNot: test },
      to: { pathNot: '^packages/phrases/src/' },
    },
    {
      name: 'web-takes-types-of-contracts-only',
      severity: 'error',
      comment: 'Write `import type`: zod must not reach the browser through the client',
      from: { path: '^packages/web/src/', pathNot: test },
      to: { path: '^packages/contracts/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'packages-know-no-app',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'server-knows-no-front-end',
      severity: 'error',
      from: { path: '^apps/server/src/' },
      to: { path: ['^apps/(?!server/)', '^packages/web/'] },
    },
    {
      name: 'front-end-knows-no-server',
      severity: 'error',
      comment: 'The API is the only door: use the typed client of @ventanilla/web',
      from: { path: '^apps/(desk|site|widget)/src/' },
      to: { path: '^apps/server/' },
    },
    {
      name: 'shared-is-the-lowest',
      severity: 'error',
      comment: 'Front ends: app → pages → features → shared',
      from: { path: '^apps/(desk|site|widget)/src/shared/', pathNot: test },
      to: { path: '^apps/[^/]+/src/(app|pages|features)/' },
    },
    {
      name: 'features-know-no-page',
      severity: 'error',
      comment: 'Front ends: app → pages → features → shared',
      from: { path: '^apps/(desk|site|widget)/src/features/', pathNot: test },
      to: { path: '^apps/[^/]+/src/(app|pages)/' },
    },
    {
      name: 'pages-know-no-app',
      severity: 'error',
      comment: 'Front ends: app → pages → features → shared',
      from: { path: '^apps/(desk|site|widget)/src/pages/', pathNot: test },
      to: { path: '^apps/[^/]+/src/app/' },
    },
    {
      name: 'a-feature-never-imports-a-feature',
      severity: 'error',
      comment: 'Put what two features need in shared, or let the page join them',
      from: { path: '^apps/(?:desk|site|widget)/src/features/([^/]+)/' },
      to: { path: '^apps/[^/]+/src/features/[^/]+', pathNot: '^apps/[^/]+/src/features/$1/' },
    },
    {
      name: 'source-imports-no-test',
      severity: 'error',
      from: { pathNot: test },
      to: { path: test },
    },
    {
      name: 'no-development-dependency-at-run-time',
      severity: 'error',
      comment: 'Move the package to dependencies of the workspace that uses it',
      from: {
        path: '^(apps|packages)/[^/]+/src/',
        pathNot: [test, '/(testing|test-ground|corpus)/', 'vite-env\\.d\\.ts$'],
      },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)dist/', '\\.generated\\.'] },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'module', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
