import { expect, test } from 'vitest'
import { refuse, type Result } from '../../domain/errors/index.ts'
import { type Api } from './api.ts'
import { tellingCalls } from './calls-under-way.ts'

test('[E2E-310] as many calls and lists are told as have no answer yet, also where one of them fails', async () => {
  const told: string[] = []
  const answers: ((result: Promise<Result<never>>) => void)[] = []
  const bare: Api = { call: () => new Promise((resolve) => answers.push(resolve)), on: () => () => undefined, watch: () => () => undefined }
  const api = tellingCalls(bare, ({ calls, lists }) => told.push(`${calls} ${lists}`))
  const first = api.call('suspended-baskets', {})
  const second = api.call('status', {})
  expect(told).toEqual(['1 1', '2 1'])
  answers[0]?.(Promise.resolve(refuse('basket.empty')))
  await first
  expect(told).toEqual(['1 1', '2 1', '1 0'])
  answers[1]?.(Promise.reject(new Error('the line broke')))
  await expect(second).rejects.toThrow('the line broke')
  expect(told).toEqual(['1 1', '2 1', '1 0', '0 0'])
})
