/** Import rules. Package order (left may import right, never back):
 *  apps/web → designer → {views, flows/react, reports/react} → forms/react → ui → metadata → logic
 *  apps/server → {flows,reports}/server → records → {forms/sql, db} → metadata → logic
 */
const pkg = (...names) => `^(packages|@trellis)/(${names.join('|')})(/|$)`;
const may = (name, ...allowed) => ({
  name: `layer-${name}`,
  comment: `packages/${name} may import only: ${allowed.join(', ') || 'no other package'}.`,
  severity: 'error',
  from: { path: `^packages/${name}/` },
  to: { path: '^(packages|apps|@trellis)/', pathNot: `${pkg(name, ...allowed)}|^packages/db/src/testing/` },
});
const REACT = '/(react|react-dom|@dnd-kit|echarts|zrender)/|^(react|react-dom|@dnd-kit/[^/]+|echarts)';
// Built-in modules are reported without their "node:" prefix.
const CORE = require('node:module').builtinModules.join('|');
const SERVER = `/node_modules/(pg|kysely|fastify|@fastify)(/|$)|^(pg|kysely|fastify)$|^node:|^(${CORE})$`;
const BROWSER_FACET = '[.]tsx$|/src/(react|public)[.]ts$|^packages/(ui|views|designer)/|^apps/web/';
const SERVER_FACET = '/(sql|run|server)[.]ts$|/server/|^packages/(db|records)/|^apps/server/';

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Cycles hide the direction of an idea.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file nobody imports is dead or not registered.',
      from: {
        orphan: true,
        pathNot:
          '[.](test|bench|d)[.]tsx?$|[.]config[.][cm]?[jt]s$|/src/(main|index|model|sql|server|react|public|ajv)[.]tsx?$',
      },
      to: {},
    },
    // The bundler alone knows the addresses of files (`…?url`).
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '[?]url$' },
    },
    {
      name: 'no-undeclared-dep',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: '[.](test|bench)[.]tsx?$' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-test-from-source',
      severity: 'error',
      from: { pathNot: '[.](test|bench)[.]tsx?$|/testing/' },
      to: { path: '[.](test|bench)[.]tsx?$|/testing/' },
    },
    {
      name: 'no-package-internals',
      severity: 'error',
      comment:
        'Cross a package border only through its exports map (index/model/sql/server/react/public/ajv).',
      from: { path: '^(packages|apps)/([^/]+)/' },
      to: {
        path: '^packages/[^/]+/src/.+',
        pathNot:
          '^packages/$2/|^packages/[^/]+/src/((index|model|sql|server|react|public|ajv)[.]ts$|testing/index[.]ts$)',
      },
    },

    may('logic'),
    may('metadata', 'logic'),
    may('db'),
    may('ui', 'metadata', 'logic'),
    may('forms', 'metadata', 'logic', 'ui'),
    may('views', 'metadata', 'logic', 'ui', 'forms'),
    may('records', 'metadata', 'logic', 'forms', 'db'),
    may('flows', 'metadata', 'logic', 'forms', 'db', 'records', 'ui'),
    may('reports', 'metadata', 'logic', 'forms', 'db', 'records', 'ui'),
    may('designer', 'metadata', 'logic', 'forms', 'views', 'flows', 'reports', 'ui'),
    { name: 'no-app-from-package', severity: 'error', from: { path: '^packages/' }, to: { path: '^apps/' } },
    {
      name: 'apps-are-separate',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^apps/server/' },
    },

    {
      name: 'facet-model-is-isomorphic',
      severity: 'error',
      comment:
        'Only .tsx / react.ts may see React; only sql.ts / run.ts / server code may see pg, kysely, fastify or node:*.',
      from: {
        path: '^packages/',
        pathNot: `${BROWSER_FACET}|${SERVER_FACET}|[.](test|bench)[.]ts$|/testing/`,
      },
      to: { path: `${REACT}|${SERVER}` },
    },
    {
      name: 'facet-no-react-on-server',
      severity: 'error',
      from: { path: SERVER_FACET },
      to: { path: `${REACT}|[.]tsx$|/src/(react|public)[.]ts$|^packages/(ui|views|designer)/` },
    },
    {
      name: 'facet-no-server-in-browser',
      severity: 'error',
      from: { path: BROWSER_FACET, pathNot: '[.](test|bench)[.]tsx?$' },
      to: {
        path: `${SERVER}|/(ajv|sql|run|server)[.]ts$|/server/|^(packages|@trellis)/(db|records)(/|$)|^@trellis/[^/]+/(ajv|sql|server)$`,
      },
    },
    {
      name: 'kinds-do-not-know-each-other',
      severity: 'error',
      comment:
        'A field type / action / node / chart folder may not import a sibling kind; share through its parent or core.',
      from: { path: '^packages/[^/]+/src/(fields|kinds|actions|nodes|triggers|charts|operators)/([^/]+)/' },
      to: {
        path: '^packages/[^/]+/src/(fields|kinds|actions|nodes|triggers|charts|operators)/([^/]+)/',
        pathNot: '^packages/[^/]+/src/$1/$2/',
      },
    },
    {
      name: 'one-home-json-logic',
      severity: 'error',
      from: { pathNot: '^packages/logic/src/(engine|index)[.]ts$' },
      to: { path: 'json-logic-js' },
    },
    {
      name: 'one-home-ajv',
      severity: 'error',
      from: { pathNot: '^packages/metadata/src/ajv[.]ts$' },
      to: { path: '/ajv/' },
    },
    {
      name: 'one-home-pg',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: '^packages/db/' },
      to: { path: '/node_modules/(@types/)?pg/|^pg$' },
    },
    {
      name: 'one-home-echarts',
      severity: 'error',
      comment: 'No import of the all-in echarts entry.',
      from: {},
      to: { path: 'node_modules/echarts/(?!(core|charts|components|features|renderers)[./])|^echarts$' },
    },
    {
      name: 'one-home-dnd',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: '^packages/ui/src/dnd/' },
      to: { path: '@dnd-kit' },
    },
    {
      name: 'templates-are-data',
      severity: 'error',
      from: { path: '^templates/' },
      to: { path: '^(packages|apps)/', pathNot: '^packages/metadata/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Bundles of the apps; their chunks import each other as the bundler likes.
    exclude: { path: '^apps/[^/]+/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default', 'types'] },
  },
};
