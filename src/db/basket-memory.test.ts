import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type BasketLine } from '../domain/basket/index.ts'
import { refuse } from '../domain/errors/index.ts'
import { thousandths } from '../domain/quantity/index.ts'
import { basketMemory } from './basket-memory.ts'
import { fillBasket, itemLine, moment, newBasket, openForTest, step, testFolder, valueOf, write } from './fixture.ts'
import { openRegisterReader } from './open-database.ts'
import { type RegisterWriter } from './register-database.ts'

/** Two baskets, lines in any order, acts that are taken back, and looks in the middle of them. */
const act = fc.record({
  basket: fc.constantFrom('a', 'b'),
  kind: fc.constantFrom('line', 'line', 'lines', 'discount', 'suspend', 'resume', 'clear', 'open'),
  lineNo: fc.integer({ min: 1, max: 5 }),
  quantity: fc.integer({ min: 1, max: 9 }),
  ending: fc.constantFrom('commit', 'commit', 'refuse', 'throw'),
  look: fc.boolean(),
})
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

function perform(register: RegisterWriter, { basket, kind, lineNo, quantity }: Act): void {
  const line: BasketLine = lineNo === 5 ? { kind: 'unresolved', lineNo, barcode: '0000', reason: 'unknown', removed: quantity > 5 } : itemLine(lineNo, { quantity: thousandths(quantity * 1000) })
  if (kind === 'line') register.changeBasket(basket, line, step(line), randomUUID())
  if (kind === 'lines') register.changeLines(basket, [{ step: step(line) }, { line, step: step(line) }, { line: itemLine(4, { removed: quantity > 5 }), step: step(line) }], randomUUID())
  if (kind === 'discount') register.setBasketDiscount(basket, quantity > 5 ? undefined : { kind: 'percent', ppm: quantity * 1000, reason: 'goodwill' }, step(line), randomUUID())
  if (kind === 'suspend') register.suspendBasket(basket, { operatorId: 'o', at: moment.at }, step(line), randomUUID())
  if (kind === 'resume') register.resumeBasket(basket, basket, step(line), randomUUID())
  if (kind === 'clear') register.clearBasket(basket, randomUUID())
  if (kind === 'open') register.openBasket({ ...newBasket(basket), lines: [itemLine(2)] }, basket)
}

function run(register: RegisterWriter, one: Act): void {
  try {
    register.unitOfWork(() => {
      perform(register, one)
      if (one.look) register.basket(one.basket)
      if (one.ending === 'throw') throw new Error('undone')
      return one.ending === 'refuse' ? refuse('basket.changed') : { ok: true, value: undefined }
    })
  } catch {
    // An act the basket does not allow throws, and is undone like the others.
  }
}

describe('the basket in memory', () => {
  test('[DB-4] whatever was done, refused or thrown, the writer sees the basket that a reader parses from the file', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        const folder = testFolder()
        const register = openForTest(folder.path)
        const reader = valueOf(openRegisterReader({ path: folder.path }))
        try {
          for (const basket of ['a', 'b']) write(register, () => { register.openBasket(newBasket(basket), basket) })
          for (const one of acts) {
            run(register, one)
            for (const basket of ['a', 'b']) expect(register.basket(basket)).toStrictEqual(reader.basket(basket))
          }
        } finally {
          reader.close()
          register.close()
          folder.remove()
        }
      }),
      { numRuns: 60 },
    )
  })

  test('[DB-4] a change that was rolled back is not in the next one, though both are the same revision', () => {
    const folder = testFolder()
    const register = openForTest(folder.path)
    fillBasket(register, 'b1', [itemLine(1)])
    register.basket('b1')
    const [lost, kept] = [itemLine(2, { itemId: 'lost' }), itemLine(2, { itemId: 'kept' })]
    register.unitOfWork(() => {
      expect(register.changeBasket('b1', lost, step(lost), 'r1')).toBe(2)
      expect(register.basket('b1')?.lines[1]).toEqual(lost)
      return refuse('basket.changed')
    })
    expect(register.basket('b1')).toMatchObject({ revision: 1, lines: [itemLine(1)] })
    expect(write(register, () => register.changeBasket('b1', kept, step(kept), 'r2'))).toBe(2)
    expect(register.basket('b1')).toMatchObject({ revision: 2, lines: [itemLine(1), kept] })
    register.close()
    folder.remove()
  })

  test('[DB-4] it answers for the revision asked and no other, and carries nothing over a gap', () => {
    const memory = basketMemory()
    const lines = [itemLine(2)]
    memory.keep('b', 3, { lines, trail: [] })
    expect([memory.content('b', 2), memory.content('b', 4), memory.content('b', 3)?.lines]).toEqual([undefined, undefined, lines])
    memory.carry('b', 4, [{ step: JSON.stringify(step(itemLine(1))), line: JSON.stringify(itemLine(1)) }])
    expect(memory.content('b', 4)).toMatchObject({ lines: [itemLine(1), itemLine(2)], trail: [step(itemLine(1))] })
    memory.carry('b', 6, [{ step: JSON.stringify(step(itemLine(1))) }])
    expect([memory.content('b', 6), memory.content('b', 4)]).toEqual([undefined, undefined])
  })
})
