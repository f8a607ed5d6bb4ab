import { expect, test } from 'vitest'
import { sha256, verifyRegisterFile } from '../../db/index.ts'
import { accept } from '../../domain/errors/index.ts'
import { canonicalValue } from '../../domain/journal/index.ts'
import { zHash, type ZBody } from '../../domain/shift/index.ts'
import { value } from './register.fixture.ts'
import { shiftTest } from './shift.fixture.ts'

function hashed(body: ZBody): ZBody {
  return { ...body, hash: zHash(body, sha256) }
}

test('[Z-7] is verified with the journal it stands in: the next one, chained, of what it says, on the entry before it', () => {
  const forgeries: readonly ((body: ZBody, first: ZBody) => ZBody)[] = [
    (body) => body,
    (body) => ({ ...body, number: 4 }),
    (body, first) => ({ ...body, previous: first.hash }),
    (body, first) => ({ ...body, head: first.head }),
  ]
  const found = [...forgeries.map((forge) => (body: ZBody, first: ZBody) => hashed(forge(body, first))), (body: ZBody) => ({ ...hashed(body), net: body.net - 100 })].map((forge) => {
    const till = shiftTest()
    till.sell()
    till.closeEven()
    till.sell()
    till.closeEven()
    const [first, second] = till.zs()
    if (first === undefined || second === undefined) throw new Error('two Zs were written')
    const { database, path } = till.register
    const third = forge({ ...second, number: 3, previous: second.hash, head: database.journalHead() }, first)
    value(database.unitOfWork(() => accept(database.append(till.register.context().moment(), { type: 'shift.closed', schemaVersion: 1, businessDate: '2026-11-21', operator: 'op-1', body: canonicalValue(third) }))))
    database.close()
    const answer = verifyRegisterFile({ path })
    till.register.remove()
    return answer.ok ? answer.verification.fault?.reason : answer.detail
  })
  expect(found).toEqual([undefined, 'zReport', 'zReport', 'zReport', 'zReport'])
})
