import path from 'node:path'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/longest-first.ts'

// Half of what a test of the whole register does is to read the register's sources, once per thread and process it
// starts. With what Node made of them kept, test/integration/register.test.ts takes 16 s of processor time instead of 28.
process.env['NODE_COMPILE_CACHE'] ??= path.join(import.meta.dirname, '.cache', 'compiled')

// Two projects: rules and rooms on their own (unit), and what crosses rooms or starts processes (integration).
export default defineConfig({
  test: {
    // By default one core is left alone: on the two of CI that is one file after another, and most of them wait for a
    // process, a cable or a disk. No file shares a folder, a port or a database with another. Three: of the two
    // cores of a whole run half was idle with two.
    maxWorkers: 3,
    // The last to start is what the others' workers wait for.
    sequence: { sequencer: LongestFirst },
    // Starts nothing by itself: a PostgreSQL comes with the first test that asks for one.
    globalSetup: 'test/postgres.global-setup.ts',
    projects: [
      // What is waited for beside two other files may take longer than the second that is usual: no test is one of speed.
      // One file after another in the same process: reading the modules anew for each of 330 files took a third of the time.
      // SQLite reads SQLITE_USE_URI once per process, at its first use, which is no longer the test's own.
      { test: { name: 'unit', isolate: false, env: { SQLITE_USE_URI: '1' }, testTimeout: 20_000, include: ['src/**/*.test.ts', 'test/{architecture,golden}/**/*.test.ts'], environment: 'node', expect: { poll: { timeout: 15_000 } } } },
      { test: { name: 'integration', include: ['test/{integration,migrations,contract,hardware,faults}/**/*.test.ts'], environment: 'node', testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 15_000 } } } },
    ],
  },
})
