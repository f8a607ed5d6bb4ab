// Who may import whom. Every rule says the harm it prevents; test/architecture plants a breach of each and sees it caught.
const rooms = (names) => `^src/(${names})/`
const unlessTest = '\\.test\\.tsx?$'

/** A room reached past its door: `door` is what an importer from outside may name. */
const door = (name, path, doorPattern, comment) => ({
  name: `door-${name}`,
  severity: 'error',
  comment,
  from: { pathNot: [`^${path}`, '^test/', '^bench/'] },
  to: { path: `^${path}`, pathNot: doorPattern },
})

const allowed = (name, from, to, comment, more = {}) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: unlessTest, ...more },
  to: { path: '^src/', pathNot: to },
})

export default {
  forbidden: [
    { name: 'no-cycle', severity: 'error', comment: 'A cycle has no first file to read and no part that can be lifted out.', from: {}, to: { circular: true } },
    { name: 'not-resolvable', severity: 'error', comment: 'An import that resolves to nothing is a room we do not see.', from: { path: '^src/' }, to: { couldNotResolve: true, pathNot: '^virtual:' } },
    { name: 'domain-pure', severity: 'error', comment: 'The shop’s rules run in register, head office and handheld alike: nothing but themselves.', from: { path: rooms('domain'), pathNot: unlessTest }, to: { pathNot: rooms('domain') } },
    {
      name: 'domain-order', severity: 'error', comment: 'Money knows no basket: the small is never built on the large.',
      from: { path: '^src/domain/(money|quantity|tax|catalogue|barcode|errors|journal)/', pathNot: unlessTest },
      to: { path: '^src/domain/(basket|pricing|tender|sale|receipt)/' },
    },
    allowed('contracts-to-domain', rooms('contracts'), ['^src/contracts/', '^src/domain/'], 'What crosses a wall is described, not done.'),
    { name: 'contracts-packages', severity: 'error', comment: 'Both sides of every wall carry the contract: zod is all it may cost.', from: { path: rooms('contracts'), pathNot: unlessTest }, to: { pathNot: ['^src/', 'node_modules/zod/'] } },
    allowed('db-to-domain', rooms('db'), ['^src/db/', '^src/domain/'], 'Storage knows the rules it stores, not who asks.'),
    allowed('drivers-to-domain', rooms('drivers'), ['^src/drivers/', '^src/domain/'], 'A driver knows bytes and documents, not sales or databases.'),
    allowed('diagnostics-alone', rooms('diagnostics'), ['^src/diagnostics/'], 'What every log is written with knows nothing of what is logged.'),
    { name: 'diagnostics-packages', severity: 'error', comment: 'A log that needs a package can be stopped by one.', from: { path: rooms('diagnostics'), pathNot: unlessTest }, to: { path: 'node_modules/' } },
    allowed('second-factor-alone', rooms('second-factor'), ['^src/second-factor/', '^src/domain/'], 'A register and head office take the same codes: it knows neither.'),
    allowed('commands-down', '^src/main/(commands|queries|words)/', ['^src/main/(commands|queries|words)/', '^src/domain/', '^src/contracts/', '^src/db/'], 'What the register can do knows no device, no network and no window.'),
    allowed('main-parts-down', '^src/main/(core|devices|replicator|import|control|support|move|training)/', ['^src/main/(core|devices|replicator|import|control|commands|queries|words|support|move|training)/', '^src/main/log\\.ts$', '^src/diagnostics/', '^src/second-factor/', '^src/domain/', '^src/contracts/', '^src/db/', '^src/drivers/'], 'Parts are joined in composition, not in each other’s windows.'),
    { name: 'sql-in-db', severity: 'error', comment: 'All of the register’s SQL is in src/db: one place to prepare, one place to fear.', from: { path: '^src/', pathNot: ['^src/db/', '^src/headoffice/', unlessTest] }, to: { path: 'node_modules/(better-sqlite3|typeorm)/' } },
    { name: 'electron-behind-door', severity: 'error', comment: 'Everything but the shell must run without Electron, in tests and in the browser.', from: { path: '^src/', pathNot: ['^src/main/(gateway/ipc|app)/', '^src/preload/'] }, to: { path: ['^electron$', 'node_modules/electron/'] } },
    allowed('preload-names-only', rooms('preload'), ['^src/preload/', '^src/contracts/ipc/names\\.ts$'], 'A sandboxed preload carries the list of names and nothing else.'),
    allowed('renderer-down', rooms('renderer'), ['^src/renderer/', '^src/contracts/', '^src/domain/(money|quantity|receipt|errors)/'], 'The renderer computes no total: it shows what came back.'),
    { name: 'renderer-no-node', severity: 'error', comment: 'The page has no file system and no process.', from: { path: rooms('renderer'), pathNot: unlessTest }, to: { dependencyTypes: ['core'] } },
    allowed('ui-alone', '^src/renderer/ui/', ['^src/renderer/ui/', '^src/domain/(money|quantity)/'], 'The design system is borrowed by the handheld: it knows no screen.'),
    allowed('headoffice-down', '^src/headoffice/', ['^src/headoffice/', '^src/domain/', '^src/contracts/', '^src/diagnostics/', '^src/second-factor/'], 'Head office and register meet in contracts only.'),
    { name: 'nobody-imports-headoffice', severity: 'error', comment: 'Head office is never packed into the till.', from: { path: '^src/', pathNot: ['^src/headoffice/', '^src/main/demo\\.ts$', '^src/main/demo/'] }, to: { path: '^src/headoffice/' } },
    { name: 'no-test-in-src', severity: 'error', comment: 'Product code never leans on a test.', from: { path: '^src/', pathNot: unlessTest }, to: { path: ['^test/', unlessTest] } },
    { name: 'no-bench-in-src', severity: 'error', comment: 'What is measured knows nothing of who measures it, and none of the peers.', from: { path: '^src/' }, to: { path: '^bench/' } },
    { name: 'no-dev-tools', severity: 'error', comment: 'Test tools are not shipped.', from: { path: '^src/', pathNot: unlessTest }, to: { path: 'node_modules/(vitest|fast-check|@playwright)/' } },
    door('domain', 'src/domain/', '^src/domain/[^/]+/index\\.ts$', 'A room is entered by its door: what is not in index.ts may change tomorrow.'),
    door('diagnostics', 'src/diagnostics/', '^src/diagnostics/index\\.ts$', 'What a log may hold is decided in one place.'),
    door('second-factor', 'src/second-factor/', '^src/second-factor/index\\.ts$', 'A room is entered by its door.'),
    door('contracts-ipc', 'src/contracts/ipc/', '^src/contracts/ipc/(index|names)\\.ts$', 'A room is entered by its door.'),
    door('contracts-replication', 'src/contracts/replication/', '^src/contracts/replication/index\\.ts$', 'A room is entered by its door.'),
    door('db', 'src/db/', '^src/db/index\\.ts$', 'Statements are prepared once, behind the door.'),
    door('drivers', 'src/drivers/', '^src/drivers/[^/]+/(index|port)\\.ts$', 'A driver is used through its port.'),
    door('ui', 'src/renderer/ui/', '^src/renderer/ui/(index\\.ts|[a-z-]+\\.css)$', 'The design system is a door of its own.'),
    ...['commands', 'queries', 'core', 'devices', 'replicator', 'import', 'control', 'replay', 'support', 'move', 'training'].map((part) => door(`main-${part}`, `src/main/${part}/`, `^src/main/${part}/index\\.ts$`, 'A part of main is entered by its door.')),
    // Inside domain each folder is a room of its own.
    { name: 'door-inside-domain', severity: 'error', comment: 'Folders of domain meet at their doors too.', from: { path: '^src/domain/([^/]+)/' }, to: { path: '^src/domain/([^/]+)/', pathNot: ['^src/domain/$1/', '^src/domain/[^/]+/index\\.ts$'] } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^out/', '^\\.tsbuild/', '^bench/(node_modules|\\.cache)/'] },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'], conditionNames: ['import', 'node', 'default'] },
  },
}
