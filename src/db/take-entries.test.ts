import { copyFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { accept } from '../domain/errors/index.ts'
import { parseEntry } from '../domain/journal/index.ts'
import { businessDate, freshRegister, moment, openForTest, sell, type TestFolder, valueOf, write } from './fixture.ts'
import { leftBy } from './left-epochs.ts'
import { type RegisterWriter } from './register-database.ts'
import { verifyRegisterFile } from './verify/index.ts'

let folder: TestFolder
let register: RegisterWriter
beforeEach(() => {
  ;({ folder, register } = freshRegister())
})
afterEach(() => {
  register.close()
  folder.remove()
})

/** As goOnInNextEpoch does it, of a register whose head office has three entries of its own behind the first of epoch 1, and an epoch 2. */
function goOnRestored(): void {
  const partings = [{ epoch: 1, seq: 1, to: 4 }]
  write(register, () => {
    register.saveFacts({ epoch: 3, left: leftBy(register, [], partings, 3) })
    register.skipReceiptNumbers(40)
    register.append(moment, {
      type: 'register.restored',
      schemaVersion: 1,
      businessDate,
      operator: 'system',
      body: { from: { epoch: 1, seq: 2 }, headOffice: { epoch: 2, seq: 9 }, partings, receiptNumbersTo: 40 },
    })
    for (const { text } of register.entriesAfter(1, 1, 9)) {
      const content = parseEntry(text)
      if (content !== undefined) register.issueAgain(content)
    }
  })
}

test('[REP-7] a file mended from a backup of before its register was restored takes in both epochs, each sale once, and knows which it left', () => {
  sell(register, 'b1')
  sell(register, 'b2')
  register.checkpoint()
  const backup = `${folder.path}-backup`
  copyFileSync(folder.path, backup)
  goOnRestored()
  const after = sell(register, 'b3')
  expect(register.saleByBasket('b3')?.number).toBe('3-41')
  const entries = register.entriesAfter(3, 0, 9)
  expect(entries.at(-1)?.id).toBe(after.id)

  const mended = openForTest(backup)
  try {
    expect(valueOf(mended.unitOfWork(() => accept(mended.takeEntries(entries))))).toMatchObject({ taken: entries.length })
    expect([mended.journalHead(), mended.facts().left]).toEqual([register.journalHead(), register.facts().left])
    expect(['b1', 'b2', 'b3'].map((basket) => mended.saleByBasket(basket)?.number)).toEqual(['3-1', '3-2', '3-41'])
    sell(mended, 'b4')
    expect(mended.saleByBasket('b4')?.number).toBe('3-42')
  } finally {
    mended.close()
  }
  const verified = verifyRegisterFile({ path: backup })
  expect(verified.ok && verified.verification.fault).toBe(undefined)
})
