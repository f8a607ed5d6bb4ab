import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readSupportFile } from '../db/index.ts'
import { gather, packBundle, type SupportSource } from './support/index.ts'
import { version } from './version.ts'
import { supportWords } from './words/index.ts'

/**
 * `npm run support-bundle -- FOLDER`: the same file as from the Support page, of a till that runs, stands still or will not
 * start. It reads, and writes nothing but the bundle.
 */
const words = supportWords(process.env['LC_ALL'] ?? process.env['LANG'] ?? '')
const typedIn = process.env['INIT_CWD'] ?? process.cwd()
const say = (line: string): void => void process.stdout.write(`${line}\n`)

void run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { out: { type: 'string' }, help: { type: 'boolean', short: 'h' } }, allowPositionals: true })
  const [typed, ...more] = positionals
  if (values.help === true) return say(words.help)
  if (typed === undefined || more.length > 0) throw new Error(words.help)
  const data = dataFolder(path.resolve(typedIn, typed))
  const at = Date.now()
  const database = path.join(data, 'register.db')
  const source: SupportSource = {
    facts: () => Promise.resolve(readSupportFile(database, (reads) => ({ facts: reads.supportFacts(), personal: reads.personalTexts() }))),
    table: (name) => Promise.resolve(readSupportFile(database, (reads) => reads.supportTable(name))),
  }
  let number = 0
  const files = await gather({
    data,
    appVersion: version,
    at,
    source: {
      ...source,
      facts: async () => {
        const read = await source.facts()
        number = Number(read.facts.settings['register_number'] ?? 0)
        return read
      },
    },
    onProgress: (part) => {
      if (Date.now() - at > 1_000 && process.stderr.isTTY) process.stderr.write(`\r${Math.floor(part / 10)} %`)
    },
  })
  const packed = packBundle(files, number, at)
  const file = path.join(path.resolve(typedIn, values.out ?? '.'), packed.name)
  writeFileSync(file, packed.bytes, { mode: 0o600, flag: 'wx' })
  for (const one of packed.files) say(`${String(one.bytes).padStart(10)}  ${one.name}`)
  say(words.written(file))
}

/** Where the register's file is; `npm start` keeps it one folder further in. Logs alone are worth a bundle too. */
function dataFolder(given: string): string {
  const places = [given, path.join(given, 'register')]
  const found = places.find((place) => existsSync(path.join(place, 'register.db'))) ?? places.find((place) => existsSync(path.join(place, 'logs')))
  if (found === undefined) throw new Error(words.nothing(given))
  return found
}
