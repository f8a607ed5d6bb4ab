import { copyFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openRegisterDatabase, type RegisterWriter } from '../../db/index.ts'
import { accept } from '../../domain/errors/index.ts'
import { answeringCommands, commands } from './index.ts'
import { staffedRegister, value, type TestRegister } from './register.fixture.ts'

let register: TestRegister
let older: RegisterWriter | undefined
beforeEach(() => {
  register = staffedRegister()
  value(register.database.unitOfWork(() => accept((['cancelLayAway', 'refundToOtherTender'] as const).forEach((permission) => register.database.saveGrant('cashier', permission, 'yes')))))
})
afterEach(() => {
  older?.close()
  older = undefined
  register.remove()
})

const standing = (): { readonly basketId: string; readonly revision: number } => {
  const { basketId = '' } = register.database.seat('counter')
  return { basketId, revision: register.database.basket(basketId)?.revision ?? -1 }
}
const pay = (): unknown => value(commands['complete-sale'](register.context(), { ...standing(), tenders: [{ type: 'cash' }] }))
function layAside(): void {
  value(commands.scan(register.context(), { barcode: '6901234567908' }))
  value(commands['lay-aside'](register.context(), { ...standing(), deposit: 500 }))
}
const id = (): string => register.database.layAways()[0]?.id ?? ''

/** The file as it was before `since`, with each entry of `since` behind it: as a start puts a backup in place. */
function mendedAfter(since: () => void): RegisterWriter {
  register.database.checkpoint()
  const backup = `${register.path}-backup`
  copyFileSync(register.path, backup)
  const from = register.database.journalHead().seq
  since()
  const database = value(openRegisterDatabase({ path: backup, newId: () => '00000000-0000-7000-8000-0000000000ff' }))
  older = database
  const entries = register.database.entriesAfter(1, from, 99)
  expect(value(database.unitOfWork(() => accept(database.takeEntries(entries))))).toMatchObject({ taken: entries.length })
  return database
}
const stateOf = (database: RegisterWriter, layAwayId: string): unknown => {
  const layAway = database.layAwayById(layAwayId)
  return layAway && { state: layAway.state, paid: database.depositsOf(layAwayId).reduce((sum, { amount }) => sum + amount, 0), goods: database.basket(layAway.basketId) !== undefined }
}

describe('goods laid aside, in a backup that is put in place', () => {
  test('[MEND-4] [LAY-6] handed over since: they are not kept any more, and the backup goes in', () => {
    layAside()
    pay()
    const of = id()
    const mended = mendedAfter(() => {
      value(commands['collect-lay-away'](register.context(), { layAwayId: of }))
      pay()
    })
    expect(stateOf(mended, of)).toEqual({ state: 'collected', paid: 500, goods: false })
  })

  test('[MEND-4] [LAY-3] given up since: their deposit is not handed back a second time', () => {
    layAside()
    pay()
    const of = id()
    const mended = mendedAfter(() => value(answeringCommands['cancel-lay-away'](register.context(), { layAwayId: of, reason: 'changedMind' })))
    expect(stateOf(mended, of)).toEqual({ state: 'cancelled', paid: 500, goods: false })
  })

  test('[MEND-4] [LAY-4] the first deposit was paid since: they stand, with it', () => {
    layAside()
    const of = id()
    const mended = mendedAfter(() => void pay())
    expect(stateOf(mended, of)).toEqual({ state: 'held', paid: 500, goods: true })
  })

  test('[MEND-4] [LAY-4] laid aside since: nobody else gets their number, which is on paper', () => {
    let of = ''
    const mended = mendedAfter(() => {
      layAside()
      pay()
      of = id()
    })
    expect([stateOf(mended, of), mended.nextLayAwayCounter()]).toEqual([{ state: 'dropped', paid: 0, goods: false }, 2])
  })
})
