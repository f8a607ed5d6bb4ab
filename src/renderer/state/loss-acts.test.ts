import { expect, test } from 'vitest'
import { lossPage, type DocumentView, type LossCardView } from '../../contracts/ipc/index.ts'
import { lossRuleNames } from '../../domain/loss-watch/index.ts'
import { type LossWork } from './loss-work.ts'
import { counterOf, screen, type Screen } from './screen.fixture.ts'

const places = Array.from({ length: lossPage + 10 }, (_, index) => ({ epoch: 1, seq: 500 - index }))
const card: LossCardView = { id: 'noSales.op-1.1-500', rule: 'noSales', unit: 'count', operatorId: 'op-1', operatorName: 'Li', day: '2026-11-21', found: places.length, limit: 9, sales: 3, places, behind: places.length }
const looked = { epoch: 1, seq: 600 }
const documents = (asked: readonly { readonly seq: number }[]): DocumentView[] => asked.map(({ seq }) => ({ entry: { epoch: 1, seq, at: 1, type: 'drawer.opened', operatorName: 'Li', operatorId: 'op-1', currency: 'GBP', businessDate: '2026-11-21', said: {} } }))

const work = ({ store }: Screen): LossWork => {
  const { work: now } = store.getState()
  if (now.kind !== 'lossWatch') throw new Error(now.kind)
  return now
}

test('[LOSW-11] behind the last entry of a card come the next ones, once, and after the last of all nothing is asked', async () => {
  const till = screen(counterOf())
  till.acts.openLossWatch()
  ;(await till.requestOf('look-at-losses')).answer({ looked, from: '2026-11-15', to: '2026-11-21' })
  ;(await till.requestOf('losses')).answer({ from: '2026-11-15', to: '2026-11-21', cards: [card], limits: [], maySet: true })
  await expect.poll(() => work(till).view?.cards.length).toBe(1)
  till.acts.openLossCard(card)
  const first = await till.requestOf('loss-documents')
  expect(first.input).toEqual({ looked, places: places.slice(0, lossPage) })
  first.answer({ documents: documents(places.slice(0, lossPage)) })
  await expect.poll(() => work(till).card?.documents.found.length).toBe(lossPage)
  for (let step = 0; step < lossPage; step += 1) till.acts.moveLoss(1)
  const second = await till.requestOf('loss-documents', 1)
  till.acts.moreLossDocuments()
  expect(second.input).toEqual({ looked, places: places.slice(lossPage) })
  second.answer({ documents: documents(places.slice(lossPage)) })
  await expect.poll(() => work(till).card?.documents.found.length).toBe(places.length)
  expect(work(till).card?.documents).toMatchObject({ more: false, chosen: lossPage - 1 })
  till.acts.moreLossDocuments()
  expect(till.asked.filter(({ name }) => name === 'loss-documents')).toHaveLength(2)
})

test('[LOSW-12] a figure that was refused, or typed for another limit, is not the beginning of the next', async () => {
  const till = screen(counterOf())
  till.acts.openLossLimits()
  ;(await till.requestOf('look-at-losses')).answer({ looked, from: '2026-11-15', to: '2026-11-21' })
  const limits = lossRuleNames.slice(0, 2).map((rule) => ({ rule, unit: 'count' as const, limit: 9, preset: 9 }))
  ;(await till.requestOf('losses')).answer({ from: '2026-11-15', to: '2026-11-21', cards: [], limits, maySet: true })
  await expect.poll(() => work(till).view?.limits.length).toBe(2)
  till.store.setState({ entry: '4' })
  till.acts.enterLoss()
  expect([till.store.getState().entry, till.store.getState().notice?.words]).toEqual(['', 'loss.chooseFirst'])
  till.acts.chooseLossLimit(0)
  till.store.setState({ entry: '2' })
  till.acts.moveLoss(1)
  expect([till.store.getState().entry, work(till).chosen]).toEqual(['', 1])
})
