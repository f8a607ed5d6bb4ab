import { describe, expect, test, vi } from 'vitest'
import { latestOnly } from './latest.ts'

describe('questions while an answer is on its way', () => {
  test('[LATEST-1] only the newest is asked next, and an answer nobody waits for is dropped', async () => {
    const open: ((answer: string) => void)[] = []
    const asked: string[] = []
    const answered: string[] = []
    const ask = latestOnly<string, string>(
      (question) => {
        asked.push(question)
        return new Promise((resolve) => open.push(resolve))
      },
      (question, answer) => answered.push(`${question}=${answer}`),
    )
    for (const question of ['m', 'mi', 'mil', 'milk']) ask(question)
    expect(asked).toEqual(['m'])
    open[0]!('one')
    await vi.waitFor(() => expect(asked).toEqual(['m', 'milk']), { timeout: 15_000 })
    open[1]!('two')
    await vi.waitFor(() => expect(answered).toEqual(['milk=two']), { timeout: 15_000 })
    ask('egg')
    expect(asked).toEqual(['m', 'milk', 'egg'])
  })
})
