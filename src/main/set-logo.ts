import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Refusal } from '../domain/errors/index.ts'
import { logoFrom } from '../drivers/printer/index.ts'
import { openRegisterCore } from './open-register-core.ts'
import { type LogoChoice } from './core/index.ts'
import { startCore } from './core-location.ts'
import { setLogoWords } from './words/index.ts'

/** `npm run set-logo -- FILE`: what stands above every receipt, for a register that is not running at the moment. */
const root = path.join(__dirname, '..', '..')
const words = setLogoWords(process.env['LC_ALL'] ?? process.env['LANG'] ?? '')
// npm runs us in the project's folder; a path is meant from where it was typed.
const typedIn = process.env['INIT_CWD'] ?? process.cwd()
const say = (line: string): void => void process.stdout.write(`${line}\n`)

void run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { data: { type: 'string' }, remove: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  })
  if (values.help === true) return say(words.help)
  const [file, ...more] = positionals
  const remove = values.remove === true
  if (more.length > 0 || remove !== (file === undefined)) throw new Error(words.help)

  // The file first: a picture nobody can print is no reason to open a database.
  const choice: LogoChoice = file === undefined ? {} : { bitmap: read(path.resolve(typedIn, file)) }
  const { core } = await openRegisterCore({ options: { data: registerFolder(path.resolve(typedIn, values.data ?? path.join(root, '.data', 'demo'))) }, startCore: (settings) => startCore(__dirname, settings) })
  try {
    const done = await core.internal.setLogo(choice)
    if (!done.ok) throw refused(done.refusal)
    say(!done.value.changed ? words.unchanged : remove ? words.removed : words.set)
  } finally {
    await core.close()
  }
}

function read(file: string): NonNullable<LogoChoice['bitmap']> {
  if (!existsSync(file)) throw new Error(`${words.noFile} ${file}`)
  const bitmap = logoFrom(readFileSync(file))
  if (!bitmap.ok) throw refused(bitmap.refusal)
  return bitmap.value
}

function refused(refusal: Refusal): Error {
  return new Error(words.refused(refusal))
}

/** The register's own folder, or the one npm start was given above it. Nothing is made: a slip in the name is no reason for a new store. */
function registerFolder(data: string): string {
  const found = [data, path.join(data, 'register')].find((folder) => existsSync(path.join(folder, 'register.db')))
  if (found === undefined) throw new Error(`${words.noRegister} ${data}`)
  return found
}
