import { defineConfig } from 'vitest/config'

// Two projects: rules and rooms on their own (unit), and what crosses rooms or starts processes (integration).
export default defineConfig({
  test: {
    // Starts nothing by itself: a PostgreSQL comes with the first test that asks for one.
    globalSetup: 'test/postgres.global-setup.ts',
    projects: [
      { test: { name: 'unit', testTimeout: 20_000, include: ['src/**/*.test.ts', 'test/{architecture,golden}/**/*.test.ts'], environment: 'node' } },
      { test: { name: 'integration', include: ['test/{integration,migrations,contract,hardware,faults}/**/*.test.ts'], environment: 'node', testTimeout: 60_000, hookTimeout: 60_000 } },
    ],
  },
})
