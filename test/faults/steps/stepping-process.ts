import { spawn } from 'node:child_process'
import path from 'node:path'
import { bundled } from '../bundled.ts'
import { stepVariable } from './step.ts'
import { type SteppingOptions } from './stepping-options.ts'

export interface SteppedLife {
  /** `step NAME`, `sold ID NUMBER TOTAL`, `refunded ...`, `counted N`, `closed N HASH`, `whole`. */
  readonly said: readonly string[]
  readonly killed: boolean
}

const file = (relative: string): string => new URL(relative, import.meta.url).pathname

let parts: Promise<string> | undefined

/** The register with somebody looking at its steps, made once for this process. */
const partsNow = (): Promise<string> =>
  (parts ??= bundled({
    'stepping-register': file('./stepping-register.ts'),
    'stepping-writer': file('./stepping-writer.ts'),
    'core-reader': file('../../../src/main/core/core-reader.ts'),
    'migrating-register': file('./migrating-register.ts'),
  }))

/** Milliseconds without a step. A life as such may be long: kills in the middle of sign-ons are guesses, and the till has whoever comes next wait for them. */
const longest = 60_000

/** One life of a register that ends at that step, or, without one, when it has done everything. */
export async function oneSteppedLife(asked: Omit<SteppingOptions, 'parts' | 'catalogue'>, step?: string): Promise<SteppedLife> {
  const options: SteppingOptions = { ...asked, parts: await partsNow(), catalogue: file('../../../resources/demo/catalogue.json') }
  return oneLifeOf('stepping-register', [JSON.stringify(options)], step)
}

/** Throws where it ended in any other way, with what it complained of. */
export async function oneLifeOf(program: 'stepping-register' | 'migrating-register', words: readonly string[], step?: string): Promise<SteppedLife> {
  const child = spawn(process.execPath, [path.join(await partsNow(), `${program}.mjs`), ...words], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...(step === undefined ? {} : { [stepVariable]: step }) } })
  let [text, complaint, late] = ['', '', false]
  child.stderr.on('data', (bytes: Buffer) => (complaint += bytes.toString('utf8')))
  const tooLong = setTimeout(() => {
    late = true
    child.kill('SIGKILL')
  }, longest)
  child.stdout.on('data', (bytes: Buffer) => {
    text += bytes.toString('utf8')
    tooLong.refresh()
  })
  const signal = await new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_code, by) => resolve(by)))
  clearTimeout(tooLong)
  // What stands behind the last line's end was cut short by the kill: nobody read it.
  const said = text.split('\n').slice(0, -1)
  const whole = said.at(-1) === 'whole'
  if (late || (!whole && signal !== 'SIGKILL')) throw new Error(`${late ? 'it never ended' : 'it ended by itself'} (${step ?? 'no step'}), last: ${said.slice(-3).join('; ')}\n${complaint}`)
  return { said, killed: !whole }
}
