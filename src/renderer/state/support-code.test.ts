import { expect, test } from 'vitest'
import { refusalKinds, type RefusalCode } from '../../domain/errors/index.ts'
import { isForSupport } from './support-code.ts'

test('[ERR-3] a code is told where money or a machine is in doubt, and not beside what a person puts right', () => {
  const everyday: readonly RefusalCode[] = ['operator.wrongPin', 'pin.locked', 'pin.weak', 'request.notAllowed', 'drawer.noteMissing', 'quantity.invalid', 'tender.short', 'secondFactor.wrongCode', 'approval.needed', 'tax.ratePast', 'return.tooMany']
  expect(everyday.filter(isForSupport)).toEqual([])
  const codes = Object.keys(refusalKinds) as RefusalCode[]
  expect(codes.filter((code) => refusalKinds[code].moneyMoved !== 'no' && !isForSupport(code)), 'money in doubt').toEqual([])
  for (const code of ['request.failed', 'database.full', 'scale.fault', 'moveFile.cut'] as const) expect(isForSupport(code), code).toBe(true)
})
