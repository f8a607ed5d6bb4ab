import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Result } from '../../domain/errors/index.ts'
import { at, newFolder, seed, startThreads, type TestCore } from './core.fixture.ts'

// A real thread starts from source: seconds, on a machine that is busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let folder: ReturnType<typeof newFolder>
let running: TestCore
beforeEach(() => {
  folder = newFolder()
  running = startThreads(folder.settings)
})
afterEach(async () => {
  await running.core.close()
  folder.remove()
})

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

test('[CORE-9] what takes the reader long lets through whatever else is asked, is refused to whoever may not ask, and answers all the same', async () => {
  const { core } = running
  await core.internal.seed({ ...seed, operators: [...(seed.operators ?? []), { operator: { id: 'op-s', name: 'Sun', role: 'supervisor' }, pin: '2580' }] })
  value(await core.call('sign-on', { operatorId: 'op-1', pin: '4711' }, at()))
  for (let opened = 0; opened < 10; opened += 1) value(await core.call('open-drawer', { reason: 'giveChange' }, at()))
  expect(await core.call('losses', { looked: { epoch: 1, seq: 1 } }, at())).toMatchObject({ ok: false, refusal: { code: 'request.notAllowed' } })
  value(await core.call('sign-on', { operatorId: 'op-s', pin: '2580' }, at()))
  expect(await core.call('losses', { looked: { epoch: 1, seq: 1 } }, at())).toMatchObject({ ok: false, refusal: { code: 'lossWatch.notLooked' } })
  const { looked } = value(await core.call('look-at-losses', { days: 28 }, at()))
  const answered: string[] = []
  const [found] = await Promise.all([
    core.call('losses', { looked }, at()).finally(() => answered.push('losses')),
    core.call('search-items', { text: 'wat', limit: 5 }, at()).finally(() => answered.push('search-items')),
    core.call('register', {}, at()).finally(() => answered.push('register')),
  ])
  expect(answered.toSorted()).toEqual(['losses', 'register', 'search-items'])
  expect(answered.at(-1)).toBe('losses')
  expect(value(found)).toMatchObject({ cards: [{ rule: 'noSales', operatorName: 'Li', found: 10 }] })
})
