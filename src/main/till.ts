import path from 'node:path'
import { startHeadless } from './headless.ts'
import { filesFrom, readOptions } from './options.ts'
import { untilTold } from './until-told.ts'
import { startWords } from './words/index.ts'

/** `npm run till`: a register that is somebody's, served to a browser of this machine. A new folder asks whose it is. */
// npm runs us in the project's folder; a path is meant from where it was typed.
const typedIn = process.env['INIT_CWD'] ?? process.cwd()
const say = (line: string): void => void process.stdout.write(`${line}\n`)

void run().catch(fail)

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

async function run(): Promise<void> {
  const words = startWords(process.env['LC_ALL'] ?? process.env['LANG'] ?? '')
  const read = readOptions(process.argv.slice(2), { data: path.join(__dirname, '..', '..', '.data', 'till') }, words)
  if (read.kind === 'help') return say(words.tillHelp)
  if (read.kind === 'wrong') throw new Error(read.sentence)
  const { options } = read
  if (options.demoStore !== undefined) throw new Error(words.noDemoStore)
  const started = await startHeadless({ ...options, ...filesFrom(typedIn, options), data: path.resolve(typedIn, options.data) }, __dirname, {
    onAdmitted: () => say(`till (another browser): ${started.door.invitation()}`),
    onCustomerAdmitted: () => say(`customer display (another browser): ${started.door.customerInvitation()}`),
    onCoreLost: () => fail(new Error('The register stopped by itself (its log says why). Every sale that was shown as paid is saved. Start it again.')),
  })
  const told = untilTold()
  say(`customer display: ${started.door.customerInvitation()}`)
  say(`till: ${started.door.invitation()}`)
  await told
  await started.close()
}
