import { createHash } from 'node:crypto'
import { type LeftEpoch } from '../../../src/db/index.ts'
import { GENESIS_HASH, verifyChain } from '../../../src/domain/journal/index.ts'
import { type Filed } from './model-head-office.ts'
import { type World } from './world.ts'

type Alone = Pick<Filed, 'id' | 'epoch' | 'seq' | 'afterItsEnd'>

interface Here {
  readonly epochs: readonly (readonly { readonly id: string }[])[]
  readonly left: readonly Pick<LeftEpoch, 'epoch' | 'to'>[]
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * What head office alone has of a till. `lacking`: it has to come back. `ofEnded`: no till can ask for it. It was on its way when its till was restored
 * to the very end of an epoch, and arrived once a person had settled which of two machines goes on: it is what a second machine would send, whose
 * sales are filed and are its own, and nothing in it tells the one from the other. Whatever head office had when the till was restored, or when the
 * till heard how far head office goes on, is none of that.
 */
export function aloneAtHeadOffice<One extends Alone>(filed: readonly One[], { epochs, left }: Here, owed: ReadonlySet<string>): { readonly lacking: readonly One[]; readonly ofEnded: readonly One[] } {
  const here = new Set(epochs.flat().map(({ id }) => id))
  const alone = filed.filter(({ id }) => id !== undefined && !here.has(id))
  const isOfEnded = ({ id = '', epoch, seq, afterItsEnd }: One): boolean => afterItsEnd === true && !owed.has(id) && left.some((one) => one.epoch === epoch && seq > one.to)
  return { lacking: alone.filter((one) => !isOfEnded(one)), ofEnded: alone.filter(isOfEnded) }
}

/** What is wrong once all is quiet; empty when every sale is everywhere it has to be, exactly once. */
export function violationsOf({ headOffice, tills, owed }: Pick<World, 'headOffice' | 'tills' | 'owed'>): readonly string[] {
  const found: string[] = []
  const { filed } = headOffice.books()
  for (const [index, { register, replicator }] of tills.entries()) {
    const { epochs, left } = register.disk()
    const { state } = replicator.view()
    if (state !== 'healthy') found.push(`till ${index + 1} is ${state}`)
    for (const [at, entries] of epochs.entries()) {
      const epoch = at + 1
      const parting = left.find((one) => one.epoch === epoch)
      const held = headOffice.chain(register.id, epoch)
      // What stands behind where both histories part was issued again since, in a later epoch, where each of it is looked for.
      const missing = entries.slice(0, parting?.seq).filter(({ text }, place) => held[place]?.text !== text).length
      if (missing > 0) found.push(`till ${index + 1}: ${missing} of ${entries.length} entries of epoch ${epoch} are not at head office as they are here`)
      if (parting === undefined && held.length > entries.length) found.push(`till ${index + 1}: head office has ${held.length - entries.length} entries of epoch ${epoch} that are not here`)
    }
    const { lacking, ofEnded } = aloneAtHeadOffice(filed.filter((one) => one.register === register.id), register.disk(), owed)
    if (lacking.length > 0) found.push(`till ${index + 1}: ${lacking.length} entries that head office has are not here`)
    const newest = filed.filter((one) => one.register === register.id).reduce((highest, { epoch }) => Math.max(highest, epoch), 0)
    for (let epoch = 1; epoch <= newest; epoch += 1) {
      if (verifyChain(headOffice.chain(register.id, epoch), GENESIS_HASH, sha256) !== undefined) found.push(`till ${index + 1}: head office's chain of epoch ${epoch} is broken`)
    }
    const effects = new Map(filed.flatMap(({ id, effect }) => (id === undefined ? [] : [[id, effect.kind] as const])))
    const uncounted = [...epochs.flat(), ...ofEnded].filter(({ id, text }) => !text.includes('"unreadable"') && effects.get(id ?? '') !== 'sale').length
    if (uncounted > 0) found.push(`till ${index + 1}: ${uncounted} sales are filed and not counted`)
  }
  const counted = filed.flatMap(({ effect }) => (effect.kind === 'sale' ? [effect.sale.saleId] : []))
  if (new Set(counted).size !== counted.length) found.push(`${counted.length - new Set(counted).size} sales are counted twice`)
  const ids = new Set(filed.map(({ id }) => id))
  const lost = [...owed].filter((id) => !ids.has(id)).length
  if (lost > 0) found.push(`${lost} entries that only head office had are gone`)
  return found
}
