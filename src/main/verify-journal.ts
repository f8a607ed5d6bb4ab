import path from 'node:path'
import { parseArgs } from 'node:util'
import { type CannotVerify, type GivenHead, verifyRegisterFile } from '../db/index.ts'
import { progressBar } from './import/index.ts'
import { verifyJournalWords } from './words/index.ts'

/**
 * `npm run verify-journal -- FILE`: whether every entry is there as it was written. A program of its own, so that an auditor
 * needs no till: it exits with 0, with 1 and the first bad entry, or with 2 when there was nothing to verify. Never 1 for a
 * mistake of its own: that would accuse somebody.
 */
const words = verifyJournalWords(process.env['LC_ALL'] ?? process.env['LANG'] ?? '')
// npm runs us in the project's folder; a path is meant from where it was typed.
const typedIn = process.env['INIT_CWD'] ?? process.cwd()
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const json = process.argv.includes('--json')
const NOTHING_TO_VERIFY = 2

try {
  process.exitCode = run()
} catch (error) {
  process.exitCode = refused('option', error instanceof Error ? error.message : String(error))
}

function run(): number {
  const { values, positionals } = parseArgs({
    options: { head: { type: 'string', multiple: true }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  })
  if (values.help === true) {
    say(words.help)
    return 0
  }
  const [typed, ...more] = positionals
  if (typed === undefined || more.length > 0) return refused('option', '')
  const given: GivenHead[] = []
  for (const text of values.head ?? []) {
    const head = headOf(text)
    if (head === undefined) return refused('head', text)
    given.push(head)
  }
  return verified(path.resolve(typedIn, typed), given)
}

function verified(file: string, given: readonly GivenHead[]): number {
  const bar = progressBar(process.stderr, Date.now, words.progress)
  const began = Date.now()
  // What is done within a second needs no bar.
  const onProgress = (done: number, all: number): void => {
    if (done % 256 === 0 && Date.now() - began > 1000) bar.update(done, done / all)
  }
  const result = verifyRegisterFile({ path: file, given, ...(json ? {} : { onProgress }) })
  bar.end()
  if (!result.ok) return refused(result.why, file, result.detail)
  const { verification, reading } = result
  const { fault } = verification
  if (json) say(JSON.stringify({ whole: fault === undefined, ...verification, reading }))
  else if (fault !== undefined) say(words.broken(verification, fault))
  else say(given.length === 0 ? `${words.whole(verification)}\n\n${words.unknowable}` : words.whole(verification))
  return fault === undefined ? 0 : 1
}

/** A hash, a seq of the last epoch, or EPOCH:SEQ; undefined for anything else. */
function headOf(text: string): GivenHead | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return { hash: text.toLowerCase() }
  const [, epoch, seq] = /^(?:([1-9]\d{0,3}):)?([1-9]\d{0,12})$/.exec(text) ?? []
  if (seq === undefined) return undefined
  return epoch === undefined ? { seq: Number(seq) } : { epoch: Number(epoch), seq: Number(seq) }
}

function refused(why: CannotVerify | 'option' | 'head', what: string, detail?: string): number {
  if (json) say(JSON.stringify({ whole: null, why, what, ...(detail === undefined ? {} : { detail }) }))
  else process.stderr.write(`${words.cannot(why, what)}${detail === undefined ? '' : `\n${detail}`}\n`)
  return NOTHING_TO_VERIFY
}
