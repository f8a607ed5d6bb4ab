import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { weakPin } from '../domain/authority/index.ts'
import { headOfficeLine, proxyVariable } from './head-office-line.ts'
import { rebuildStage, swapIn } from './move/index.ts'
import { createTransport, rebuildRegister } from './replicator/index.ts'
import { rebuildWords, startWords } from './words/index.ts'

/**
 * `npm run rebuild -- --head-office ADDRESS --data FOLDER`: makes a register of head office's copy of its journal. What is secret is typed, or comes on
 * standard input, a line each: whoever lists this machine's processes reads every argument.
 */
const locale = process.env['LC_ALL'] ?? process.env['LANG'] ?? ''
const words = rebuildWords(locale)
const typedIn = process.env['INIT_CWD'] ?? process.cwd()

void run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { 'head-office': { type: 'string' }, 'head-office-ca': { type: 'string' }, data: { type: 'string' }, help: { type: 'boolean', short: 'h' } } })
  const { 'head-office': address, 'head-office-ca': authority, data, help } = values
  if (help === true) return void process.stdout.write(`${words.help}\n`)
  if (address === undefined || data === undefined) throw new Error(words.help)
  const folder = path.resolve(typedIn, data)
  const place = { databasePath: path.join(folder, 'register.db'), keyPath: path.join(folder, 'register.keys') }
  if (existsSync(place.databasePath)) throw new Error(words.used(folder))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const proxy = process.env[proxyVariable]
  const given = { ...(authority !== undefined && { authority: path.resolve(typedIn, authority) }), ...(proxy !== undefined && { proxy }) }
  // There is no till yet that could write a log.
  const line = headOfficeLine(given, { data: folder, now: Date.now, words: startWords(locale), log: () => undefined })
  const [code = '', name = '', pin = ''] = await readLines([words.askCode, words.askName, words.askPin])
  if (code.trim() === '' || name.trim() === '' || !/^\d{4,8}$/.test(pin.trim())) throw new Error(words.missing)
  // Asked again where the store's own day is known. The code is spent by then, and the old machine's key with it.
  if (weakPin(pin.trim(), new Date().toISOString().slice(0, 10)) !== undefined) throw new Error(words.sentence('pin.weak', ''))
  const stage = rebuildStage(place.databasePath, () => !existsSync(place.databasePath))
  const made = await rebuildRegister(
    { key: async () => stage.key(), sign: async (text) => stage.sign(text), begin: async (...given) => stage.begin(...given), take: async (...given) => stage.take(...given), finish: (end) => stage.finish(end) },
    { address, code, manager: { name: name.trim(), pin: pin.trim() } },
    {
      connect: (to) =>
        createTransport(to, {
          line,
          clock: Date.now,
          after: (ms, act) => {
            const timer = setTimeout(act, ms)
            return () => clearTimeout(timer)
          },
        }),
      progress: (done, total) => void process.stderr.write(words.progress(done, total)),
    },
  )
  if (!made.ok) throw new Error(words.sentence(made.refusal.code, made.refusal.code !== 'rebuild.refused' ? '' : String(made.refusal.params?.['reason'] ?? ''), made.refusal.params))
  const placed = swapIn(place)
  if (!placed.ok) throw new Error(words.sentence(placed.refusal.code, ''))
  const { registerNumber, storeName, receiptNumbersTo } = made.value
  process.stdout.write(`${words.done(registerNumber, storeName, folder, `${registerNumber}-${receiptNumbersTo + 1}`)}\n`)
}

/** As many as there are questions. On a terminal nothing of them is shown. */
async function readLines(questions: readonly string[]): Promise<readonly string[]> {
  const { stdin, stderr } = process
  // readline writes what is typed to its output, and has none here.
  const lines = createInterface({ input: stdin, terminal: stdin.isTTY })
  const given: string[] = []
  if (stdin.isTTY) stderr.write(questions[0] ?? '')
  for await (const line of lines) {
    given.push(line)
    if (given.length === questions.length) break
    if (stdin.isTTY) stderr.write(`\n${questions[given.length] ?? ''}`)
  }
  lines.close()
  if (stdin.isTTY) stderr.write('\n')
  return given
}
