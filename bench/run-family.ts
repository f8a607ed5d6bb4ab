import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type Family, type FamilyResult } from './harness.ts'

// One family in a process of its own: what one leaves in memory or in the compiler's caches must not be another's luck.
const families: Readonly<Record<string, () => Promise<Family>>> = {
  commit: async () => (await import('./families/commit.ts')).commit,
  'look-up': async () => (await import('./families/look-up.ts')).lookUp,
  search: async () => (await import('./families/search.ts')).search,
  pricing: async () => (await import('./families/pricing.ts')).pricing,
  receipt: async () => (await import('./families/receipt.ts')).receipt,
  replication: async () => (await import('./families/replication.ts')).replication,
  ingest: async () => (await import('./families/ingest.ts')).ingest,
  painted: async () => (await import('./families/painted.ts')).painted,
}

const [name = '', ...flags] = process.argv.slice(2)
const load = Object.hasOwn(families, name) ? families[name] : undefined
if (load === undefined) throw new Error(`no family ${name}: ${Object.keys(families).join(', ')}`)
const cache = path.join(import.meta.dirname, '.cache')
mkdirSync(cache, { recursive: true })
const scratch = mkdtempSync(path.join(cache, 'scratch-'))
let result: FamilyResult
try {
  const family = await load()
  result = await family({ quick: flags.includes('--quick'), scratch, cache, say: (line) => process.stderr.write(`${line}\n`) })
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
// A peer's timers would keep the process; everything of ours is closed by now.
process.stdout.write(JSON.stringify(result), () => process.exit(0))
