import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openRegisterCore } from './open-register-core.ts'
import { askControlDoor, type ControlMessage } from './control/index.ts'
import { startCore } from './core-location.ts'
import { type DemoStore } from './demo/demo-store.ts'
import { readCatalogue } from './demo/read-catalogue.ts'
import { importItems, type ImportProgress, type ImportResult, importWords, progressBar, type RefusedRow } from './import/index.ts'

/** `npm run import-items -- FILE`: a table of items into a register's catalogue, whether it sells at the moment or not. */
const root = path.join(__dirname, '..', '..')
const locale = process.env['LC_ALL'] ?? process.env['LANG'] ?? ''
const words = importWords(locale)
// npm runs us in the project's folder; a path is meant from where it was typed.
const typedIn = process.env['INIT_CWD'] ?? process.cwd()
const say = (line: string): void => void process.stdout.write(`${line}\n`)

const help = `npm run import-items -- FILE [--data DIR] [--json]

FILE    a table with the columns gtin and name, and if you like price, taxClass and category, named in its first
        line; separated by tabs or commas, plain or packed with gzip, UTF-8. An item's own rules may stand in
        returnDays (0: it may not come back), minimumAge (years), noDiscount (yes or no), links (SKUs that come along
        with each piece, as 4012 or 4012*6, several apart by a space: a deposit) and recalled (why it must not be sold).
--data  the folder npm start was given, or the register's own folder below it. A till that runs there imports while
        it sells; a folder with no register in it gets a demo store first.
--json  the last line is a report for machines.

A row without a price is imported and refused at the counter until it has one; what a row does not say stays as it
was. A refused row is named with its line, and the rest goes on. The exit code is 0 when the file was read to its
end, whatever rows were refused.`

void run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { data: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  })
  if (values.help === true) return say(help)
  const [given, ...more] = positionals
  if (given === undefined || more.length > 0) throw new Error(help)

  const file = path.resolve(typedIn, given)
  // Before anything is made: a slip in the name is no reason for a new store.
  if (!existsSync(file)) throw new Error(`${words.failure({ reason: 'missing' })} ${file}`)
  const register = registerFolder(path.resolve(typedIn, values.data ?? path.join(root, '.data', 'demo')))
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())

  const bar = progressBar(process.stderr, Date.now, words.progress)
  // No bar before the first row: of a file without any, the reason is all there is to say.
  const onProgress = ({ rows, bytes }: ImportProgress): void => void (rows > 0 && bar.update(rows, bytes.total === 0 ? 1 : bytes.read / bytes.total))
  const onRefused = (row: RefusedRow): void => bar.line(words.refused(row), process.stdout)
  const result = (await byRunningTill(register, file, { onProgress, onRefused, signal: stopping.signal })) ?? (await byOwnCore(register, file, { onProgress, onRefused, signal: stopping.signal }))
  bar.end()

  // A file that could not be begun has nothing to report: "0 rows" before the reason reads like a result.
  if (result.ok || result.report.rows > 0) say(words.report(result.report))
  if (values.json === true) say(JSON.stringify({ complete: result.ok, ...result.report, ...(result.ok ? {} : { failure: result.failure }) }))
  if (result.ok) return
  process.stderr.write(`${words.failure(result.failure)}\n`)
  process.exitCode = 1
}

interface Watched {
  readonly onProgress: (progress: ImportProgress) => void
  readonly onRefused: (row: RefusedRow) => void
  readonly signal: AbortSignal
}

/** The register's own folder below the one npm start was given; made, with the mark --reset looks for, when there is nothing. */
function registerFolder(data: string): string {
  if (existsSync(path.join(data, 'register.db'))) return data
  const register = path.join(data, 'register')
  if (!existsSync(data) || readdirSync(data).length === 0) {
    mkdirSync(data, { recursive: true, mode: 0o700 })
    writeFileSync(path.join(data, '.tillwright-demo'), '')
  }
  mkdirSync(register, { recursive: true, mode: 0o700 })
  return register
}

async function byRunningTill(register: string, file: string, { onProgress, onRefused, signal }: Watched): Promise<ImportResult | undefined> {
  const last = await askControlDoor(
    register,
    { v: 1, verb: 'import-items', file },
    (message: ControlMessage) => {
      if (message.kind === 'progress') onProgress(message)
      else if (message.kind === 'refusedRow') onRefused(refusedRow(message.row))
    },
    signal,
  )
  if (last === undefined) return undefined
  if (last.kind === 'refused') throw new Error(`The running till did not do it: ${last.code}. Its log says why.`)
  return last.kind === 'done' ? { ok: true, report: last.report } : { ok: false, failure: failureOf(last.failure), report: last.report }
}

type Sent = Extract<ControlMessage, { kind: 'refusedRow' }>['row']

/** What came over the wire as optional is absent here, and never present and undefined. */
function refusedRow({ line, fault, firstLine, value }: Sent): RefusedRow {
  return { line, fault, ...(firstLine !== undefined && { firstLine }), ...(value !== undefined && { value }) }
}

function failureOf(sent: Extract<ControlMessage, { kind: 'failed' }>['failure']): Extract<ImportResult, { ok: false }>['failure'] {
  if (sent.reason === 'columns') return sent
  return sent.detail === undefined ? { reason: sent.reason } : { reason: sent.reason, detail: sent.detail }
}

async function byOwnCore(register: string, file: string, watched: Watched): Promise<ImportResult> {
  const demoStore: DemoStore = locale.startsWith('zh') ? 'cn' : 'gb'
  const { core } = await openRegisterCore({ options: { data: register, demoStore }, startCore: (settings) => startCore(__dirname, settings), catalogue: readCatalogue(__dirname) })
  try {
    return await importItems({ file, core: core.internal, ...watched })
  } finally {
    await core.close()
  }
}
