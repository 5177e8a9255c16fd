/**
 * The folders of src, from left to right: a folder imports only from those to its right. There are no
 * exceptions.
 */
const FOLDERS = [
  '(main|process|start-fault|store|store-command|app)\\.ts',
  'probe/',
  'generate/',
  'telemetry/',
  'server/',
  'graphql/',
  'contacts/',
  'idempotency/',
  'accounts/',
  'providers/',
  'mapping/',
  'vendor-http/',
  'config/',
  'model/',
  'node-version\\.ts',
];

/** Packages that only one part of src may import. */
const PACKAGES = [
  { packages: 'undici', only: 'vendor-http/' },
  {
    packages: 'graphql|type-graphql|@apollo/[^/]+|graphql-scalars|dataloader',
    only: '(server|graphql|generate)/|app\\.ts',
  },
  { packages: 'pg', only: 'idempotency/store/' },
  { packages: '@opentelemetry/[^/]+', only: 'telemetry/' },
];

const toTheRight = FOLDERS.slice(1).map((folder, index) => ({
  name: `${folder} imports to its right`,
  severity: 'error',
  from: { path: `^src/${folder}` },
  to: { path: `^src/(${FOLDERS.slice(0, index + 1).join('|')})` },
}));

export default {
  forbidden: [
    ...toTheRight,
    {
      name: 'every folder has its place in the list',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: `^src/(${[...FOLDERS, 'sandbox/'].join('|')})` },
    },
    {
      // Written from the vendors' documents: built from our tables, an emulator would share our mistakes.
      name: 'the sandbox imports nothing but itself, JSON types and the check of Node',
      severity: 'error',
      from: { path: '^src/sandbox/' },
      to: { path: '^src/', pathNot: '^src/(sandbox/|model/json\\.ts$|node-version\\.ts$)' },
    },
    {
      name: 'only the composition root imports the sandbox',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(sandbox/|app\\.ts$)' },
      to: { path: '^src/sandbox/' },
    },
    {
      name: 'production code never imports the facts that tests read',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(probe/|generate/|providers/.*facts\\.ts$)' },
      to: { path: 'facts\\.ts$' },
    },
    {
      name: 'production code never imports probes',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(probe/|providers/.*probes?\\.ts$)' },
      to: { path: '^src/(probe/|providers/.*probes?\\.ts$)' },
    },
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    ...PACKAGES.map(({ packages, only }) => ({
      name: `${packages} only in ${only}`,
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${only})` },
      to: { path: `^node_modules/(@types/)?(${packages})(/|$)` },
    })),
  ],
  options: { parser: 'swc', doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true },
};
