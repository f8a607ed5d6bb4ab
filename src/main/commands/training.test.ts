import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { accept } from '../../domain/errors/index.ts'
import { completeSale } from './complete-sale.ts'
import { code, staffedRegister, value, type TestRegister } from './register.fixture.ts'
import { scan } from './scan.ts'
import { cancelBasket } from './cancel-basket.ts'
import { clearTrainee, endTraining, seatTrainee, startTraining } from './training.ts'

let register: TestRegister
beforeEach(() => {
  register = staffedRegister()
})
afterEach(() => register.remove())

const lastTypes = (count: number): string[] => register.database.entriesAfter(1, 0, 100).slice(-count).map(({ type }) => type)
const water = '6901234567892'

describe('training, as the shop\'s register sees it', () => {
  test('[TRN-10] whoever goes is signed off by the entry that says so, and by nothing else', () => {
    expect(value(startTraining(register.context()))).toEqual({ operatorId: 'op-1', startedAt: register.now })
    expect(register.database.seat('counter')).toEqual({ seat: 'counter' })
    expect(lastTypes(1)).toEqual(['training.started'])
    expect(code(startTraining(register.context()))).toBe('operator.notSignedOn')
  })

  test('[TRN-11] a basket is not left alone, and who may not is refused', () => {
    value(scan(register.context(), { barcode: water }))
    const { basketId = '' } = register.database.seat('counter')
    expect(code(startTraining(register.context()))).toBe('training.basketOpen')
    value(cancelBasket(register.context(), { basketId }))
    value(register.database.unitOfWork(() => accept(register.database.saveGrant('cashier', 'training', 'no'))))
    expect(code(startTraining(register.context()))).toBe('request.notAllowed')
  })

  test('[TRN-12] its end says how long it was and what came of it', () => {
    const { operatorId, startedAt } = value(startTraining(register.context()))
    const result = { scenario: 'refund', right: 3, of: 3, seconds: 41, mistakes: 0, points: 100 } as const
    value(endTraining(register.context(), { operatorId, startedAt, seconds: 90, reason: 'asked', results: [result] }))
    const entry = JSON.parse(register.database.entriesAfter(1, 0, 100).at(-1)?.text ?? '') as unknown
    expect(entry).toMatchObject({ type: 'training.ended', operator: 'op-1', body: { startedAt, seconds: 90, reason: 'asked', results: [result] } })
  })

  test('[TRN-13] nobody is seated without a PIN on a register that is not for training', () => {
    expect(code(seatTrainee(register.context(), { seat: 'counter', operatorId: 'op-2' }))).toBe('request.notAllowed')
    expect(register.database.seat('counter').operatorId).toBe('op-1')
  })

  test('[TRN-15] no basket of the shop is put away without being asked about', () => {
    value(scan(register.context(), { barcode: water }))
    expect(code(clearTrainee(register.context()))).toBe('request.notAllowed')
    expect(register.database.seat('counter').basketId).toBeDefined()
  })

  test('[TRN-14] on the shop\'s register cash opens the drawer: what training lacks is there', () => {
    value(scan(register.context(), { barcode: water }))
    const { basketId = '' } = register.database.seat('counter')
    const revision = register.database.basket(basketId)?.revision ?? 0
    const { lastSale } = value(completeSale(register.context(), { basketId, revision, tenders: [{ type: 'cash' }] }))
    expect(lastSale?.number).toBe('3-1')
    expect(lastSale?.effects.map(({ kind }) => kind)).toEqual(['kick', 'print'])
  })
})
