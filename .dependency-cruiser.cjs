// Imports go down the ranks only. The ranks and the reasons: docs/decisions/004-biome-and-dependency-cruiser.md.
const ranks = [
  ['core'],
  ['dates', 'units', 'statistics'],
  ['ctcae'],
  ['auth', 'records'],
  ['protocols'],
  ['schedule', 'response', 'safety', 'rems', 'eligibility'],
  ['course', 'enrollment'],
  ['timeline', 'worklist', 'visits', 'therapy', 'outcomes', 'export', 'demo'],
  ['cohort'],
  ['analysis'],
  ['literature', 'deidentification'],
  ['tabular', 'odm', 'fhir', 'archive', 'reminders'],
  ['import'],
  ['api'],
];

const pure = '^lib/(?!server/)';

const rankRules = ranks.flatMap((folders, rank) =>
  folders.map((folder) => ({
    name: `lib/${folder} stays in its rank`,
    severity: 'error',
    from: { path: `^lib/${folder}/` },
    to: {
      path: '^lib/',
      pathNot: [folder, ...ranks.slice(0, rank).flat()].map((allowed) => `^lib/${allowed}/`),
    },
  })),
);

module.exports = {
  forbidden: [
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'every folder of lib has a rank',
      severity: 'error',
      from: { path: `^lib/(?!server/|${ranks.flat().join('/|')}/)` },
      to: {},
    },
    ...rankRules,
    {
      name: 'pure code knows two packages and nothing of the machine',
      severity: 'error',
      from: { path: pure },
      to: {
        path: '.',
        pathNot: ['^lib/', '^node_modules/(zod|temporal-polyfill|temporal-spec|temporal-utils)/'],
      },
    },
    {
      name: 'the screens reach data through queries and commands, not through Prisma',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: '^lib/server/db/|^node_modules/(pg|@prisma)' },
    },
    {
      name: 'the program does not know its screens, tests or scripts',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(app|tests|scripts)/' },
    },
    {
      name: 'the screens do not know tests or scripts',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: '^(tests|scripts)/' },
    },
    {
      name: 'no import leads nowhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\.css$' },
    },
  ],
  options: {
    exclude: { path: '^lib/server/db/generated/' },
    doNotFollow: { path: '^node_modules/' },
    // Packages that name their entry only under "exports".
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
    webpackConfig: { fileName: require.resolve('./.dependency-cruiser.alias.cjs') },
  },
};
