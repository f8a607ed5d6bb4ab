import { beforeEach, describe, expect, test } from 'vitest'
import { freshRegister, moment, sell, type TestFolder, write } from './fixture.ts'
import { type RegisterWriter } from './register-database.ts'

let folder: TestFolder
let register: RegisterWriter
beforeEach(() => {
  ({ folder, register } = freshRegister())
  return folder.remove
})

const note = (): void => {
  write(register, () => register.append(moment, { type: 'noted', schemaVersion: 1, businessDate: '2026-11-21', operator: 'system', body: {} }))
}
const acknowledge = (epoch: number, seq: number): void => {
  write(register, () => { register.moveOutboxCursor({ epoch, seq, hash: register.entryHashAt(epoch, seq) ?? '0'.repeat(64), instance: 'hq', acknowledgedAt: 5 }) })
}

describe('the outbox cursor', () => {
  test('[REP-5] before any acknowledgement everything waits, afterwards what is beyond it', () => {
    note()
    sell(register, 'b1')
    note()
    sell(register, 'b2')
    expect([register.outboxCursor(), register.waiting()]).toEqual([undefined, { entries: 4, sales: 2 }])
    acknowledge(1, 2)
    expect(register.waiting()).toEqual({ entries: 2, sales: 1 })
    expect(register.outboxCursor()).toEqual({ epoch: 1, seq: 2, hash: register.entryHashAt(1, 2), instance: 'hq', acknowledgedAt: 5 })
    acknowledge(1, 4)
    expect(register.waiting()).toEqual({ entries: 0, sales: 0 })
  })

  test('[REP-6] it goes backwards when head office was restored from an older backup', () => {
    sell(register, 'b1')
    sell(register, 'b2')
    acknowledge(1, 2)
    acknowledge(1, 0)
    expect(register.waiting()).toEqual({ entries: 2, sales: 2 })
  })

  test('[REP-7] what an older epoch still owes waits beside the new epoch', () => {
    sell(register, 'b1')
    sell(register, 'b2')
    acknowledge(1, 1)
    write(register, () => { register.saveFacts({ epoch: 2 }) })
    sell(register, 'b3')
    expect(register.waiting()).toEqual({ entries: 2, sales: 2 })
    acknowledge(2, 0)
    expect(register.waiting()).toEqual({ entries: 1, sales: 1 })
  })
})
