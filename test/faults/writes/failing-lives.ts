import path from 'node:path'
import { bundled } from '../bundled.ts'
import { held, ledgerOf, reading, salesOf, surroundings, waitingIn } from '../kill-evidence.ts'
import { type HeldSale, type Life, type Paper } from '../kill-oracle.ts'
import { type Documents } from '../steps/documents-oracle.ts'
import { documentsIn, type SteppedEvidence } from '../steps/stepped-lives.ts'
import { type Injection, tracedLife, type TracedLife } from './traced.ts'
import { type WritingOptions } from './writing-options.ts'

export interface FailingRegister {
  /** One life, in which this goes wrong. What is wrong after it, as sentences. */
  live(injection?: Injection): Promise<{ readonly life: TracedLife; readonly problems: readonly string[] }>
  /** Lets it finish all there is to do, and brings together who holds what. */
  evidence(): Promise<SteppedEvidence>
  close(): Promise<void>
}

interface EffectRow {
  readonly id: number
  readonly attempts: number
}

/** How a life may end that something was done to: killed, its core lost, or a refusal that says why. */
const endings = /^(?:whole|lost the core|full .*|refused [\w-]+ (?:request|database)\.(?:failed|full|held))$/

const mostGuesses = 2

let parts: Promise<string> | undefined
const file = (relative: string): string => new URL(relative, import.meta.url).pathname
const partsNow = (): Promise<string> => (parts ??= bundled({ 'writing-register': file('./writing-register.ts') }))

/** A register whose writes fail as they are told, and head office beside it. */
export async function failingRegister({ saysFirst = false } = {}): Promise<FailingRegister> {
  const { folder, told, start, close } = await surroundings()
  const data = path.join(folder, 'register')
  const making = await start(data, 'nothing')
  await making.ready()
  await making.stop()
  const database = path.join(data, 'register.db')
  const { headOffice } = await told()
  const options: WritingOptions = { data, headOffice, saysFirst }
  const words = [path.join(await partsNow(), 'writing-register.mjs'), JSON.stringify(options)]
  const acknowledged: HeldSale[] = []
  const promised: Documents['acknowledged'][number][] = []
  const inked: { readonly id: string; readonly again: boolean }[] = []
  const lives: Life[] = []
  const attempts = new Map<number, number>()
  const begunSoFar = (): number => {
    for (const row of reading(database, (all) => all<EffectRow>("SELECT id, attempts FROM effect WHERE kind = 'kick'"))) attempts.set(row.id, row.attempts)
    return [...attempts.values()].reduce((sum, tries) => sum + tries, 0)
  }
  let begun = begunSoFar()

  /** What it told in this life, against what the file holds right after it. */
  function wrongNow({ said, hit, late, complaint }: TracedLife, killed: boolean): string[] {
    const problems = late ? ['it never ended'] : []
    const last = said.at(-1) ?? ''
    if (!late && !(hit && killed) && !endings.test(last)) problems.push(`it ended with "${last}" ${complaint.slice(0, 500)}`)
    if (!hit && last !== 'whole') problems.push(`nothing was done to it, and it ended with "${last}"`)
    const baskets = new Map(reading(database, (all) => all<{ id: string; basket: string }>('SELECT id, basket_id AS basket FROM sale')).map(({ id, basket }) => [id, basket]))
    const refused = /^full complete-sale (.+)$/.exec(last)?.[1]
    if (refused !== undefined && [...baskets.values()].includes(refused)) problems.push(`basket ${refused} was refused, and is a sale`)
    for (const line of said) {
      const [word, id = '', number = '', total = ''] = line.split(' ')
      if (word === 'sold' && !baskets.has(id)) problems.push(`acknowledged sale ${number} of ${total} (${id}) is not in the register`)
    }
    return problems
  }

  function keep({ said }: TracedLife): void {
    let pulses = 0
    for (const line of said) {
      const [word, first = '', second = '', third = '', fourth = ''] = line.split(' ')
      if (word === 'sold') acknowledged.push({ id: first, number: second, total: Number(third) })
      if (word === 'refunded') promised.push({ title: `Refund ${second}`, proof: `${first} ${third}` })
      if (word === 'closed') promised.push({ title: `Z report ${first}`, proof: second })
      if (word === 'ink' && second === 'kick') pulses += 1
      if (word === 'ink' && second === 'print') inked.push({ id: third, again: fourth === 'again' })
    }
    const now = begunSoFar()
    lives.push({ pulses, begun: now - begun })
    begun = now
  }

  /** Lives in a row that ended in the middle of a sign-on: each has spent a guess at the PIN, and the third makes the next one wait. */
  let guesses = 0

  async function live(injection?: Injection): Promise<{ life: TracedLife; problems: readonly string[] }> {
    const life = await tracedLife(folder, words, [database, `${database}-wal`], injection)
    keep(life)
    const problems = wrongNow(life, injection?.what === 'kill')
    guesses = life.said.includes('signed on') ? 0 : guesses + Number(life.said.includes('signing on'))
    if (guesses < mostGuesses || injection === undefined) return { life, problems }
    const after = await live()
    return { life, problems: [...problems, ...after.problems.map((problem) => `in the life after it ${problem}`)] }
  }

  /** What came out, by what stands on it. */
  function papers(): readonly Paper[] {
    const numbers = new Map(reading(database, (all) => all<{ id: string; number: string }>('SELECT id, number FROM sale')).map(({ id, number }) => [id, number]))
    const refunds = new Map(documentsIn(database).map(({ title, proof }) => [proof.split(' ')[0] ?? '', title]))
    return inked.map(({ id, again }) => {
      const other = id.startsWith('z:') ? `Z report ${id.slice(2)}` : refunds.get(id)
      return { ...(other === undefined ? { number: numbers.get(id) ?? id } : { other }), duplicate: again, whole: true }
    })
  }

  return {
    live,
    async evidence() {
      const { problems } = await live()
      if (problems.length > 0) throw new Error(`left alone it does not recover: ${problems.join('; ')}`)
      const kickAttempts = new Map([...attempts].map(([id, tries]) => [String(id), tries]))
      const all = papers()
      return { acknowledged, ...held(database), headOffice: salesOf(folder), ledger: ledgerOf(folder), papers: all, lives, kickAttempts, unfinished: waitingIn(database), documents: { acknowledged: promised, journal: documentsIn(database), papers: all } }
    },
    close,
  }
}
