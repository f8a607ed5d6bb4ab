import path from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { unpackRegister } from './move/index.ts'
import { takeOverWords } from './words/index.ts'

/**
 * `npm run take-over -- FILE --data FOLDER`: makes a register of a file that "Move this register" wrote. The passphrase is typed, or
 * comes on standard input: whoever lists this machine's processes reads every argument.
 */
const words = takeOverWords(process.env['LC_ALL'] ?? process.env['LANG'] ?? '')
const typedIn = process.env['INIT_CWD'] ?? process.cwd()

void run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } }, allowPositionals: true })
  const [typed, ...more] = positionals
  if (values.help === true) return void process.stdout.write(`${words.help}\n`)
  if (typed === undefined || values.data === undefined || more.length > 0) throw new Error(words.help)
  const folder = path.resolve(typedIn, values.data)
  const passphrase = await readPassphrase()
  const file = path.resolve(typedIn, typed)
  const unpacked = await unpackRegister({ file, passphrase, folder })
  if (!unpacked.ok) {
    const { code } = unpacked.refusal
    throw new Error(words.sentences[code]?.(file, folder) ?? words.otherwise(code))
  }
  const { facts, waiting } = unpacked.value
  process.stdout.write(`${words.done(facts.registerNumber, facts.storeName, folder, waiting)}\n`)
}

/** One line. On a terminal nothing of it is shown. */
function readPassphrase(): Promise<string> {
  const { stdin, stderr } = process
  if (stdin.isTTY) stderr.write(words.ask)
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: stdin, terminal: stdin.isTTY })
    // readline writes what is typed to its output, and has none here.
    lines.once('line', (line) => {
      resolve(line)
      lines.close()
      if (stdin.isTTY) stderr.write('\n')
    })
    lines.once('SIGINT', () => {
      lines.close()
    })
    lines.once('close', () => reject(new Error(words.noPassphrase)))
  })
}
