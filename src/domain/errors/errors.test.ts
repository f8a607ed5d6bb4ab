import { expect, expectTypeOf, test } from 'vitest'
import { accept, refusalKinds, refuse, type RefusalCode, type Result } from './index.ts'

test('[ERR-1] a code outside the registry does not compile', () => {
  // @ts-expect-error no such code: its sentence would be missing in every language
  expect(refuse('item.sleepy').ok).toBe(false)
  expectTypeOf<'tax.noRate'>().toExtend<RefusalCode>()
  expectTypeOf<string>().not.toExtend<RefusalCode>()
})

test('[ERR-1] a value is read only after asking', () => {
  const result = accept(5) as Result<number>
  // @ts-expect-error it may have been refused
  const unasked: unknown = result.value
  expect(unasked).toBe(5)
  if (result.ok) expectTypeOf(result.value).toEqualTypeOf<number>()
  else expectTypeOf(result.refusal.code).toEqualTypeOf<RefusalCode>()
})

test('[ERR-1] a refusal says its code and its params, and no params when there are none', () => {
  expect(refuse('tender.short', { due: 5 })).toEqual({ ok: false, refusal: { code: 'tender.short', params: { due: 5 } } })
  expect(Object.keys(refuse('basket.empty').refusal)).toEqual(['code'])
})

test('[ERR-1] a code that may have moved money is never safe to repeat unasked', () => {
  for (const kind of Object.values(refusalKinds)) if (kind.moneyMoved !== 'no') expect(kind.retry).toBe('ask')
  expect(Object.keys(refusalKinds).length).toBeGreaterThan(20)
})
