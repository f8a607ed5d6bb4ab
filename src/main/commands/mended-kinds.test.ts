import { afterEach, beforeEach, expect, test } from 'vitest'
import { accept } from '../../domain/errors/index.ts'
import { queries } from '../queries/index.ts'
import { staffedRegister, value, type TestRegister } from './register.fixture.ts'

let till: TestRegister
beforeEach(() => {
  till = staffedRegister()
})
afterEach(() => till.remove())

test('[MEND-15] what is missing after a restore is told by its kind: goods laid aside and a sale held are no settings', () => {
  const head = till.database.journalHead()
  value(till.database.unitOfWork(() => accept(till.database.keepMending({
    id: 'one', at: till.now, how: 'chosen', damage: [], badPages: 0, aside: '/data/replaced', backup: { file: 'b', at: till.now },
    recovered: { entries: 4, documents: 1 }, beyondGap: 0, missing: false, head, again: { 'layAway.made': 1, 'basket.suspended': 1, 'operator.added': 2 },
  }))))
  const { mended } = value(queries.register({ reader: till.database, seat: 'counter' }))
  expect(mended?.again).toEqual([{ type: 'layAway.made', count: 1 }, { type: 'basket.suspended', count: 1 }, { type: 'operator.added', count: 2 }])
})
