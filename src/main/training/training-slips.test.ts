import { expect, test } from 'vitest'
import { type Effect } from '../../db/index.ts'
import { type ReceiptDocument } from '../../domain/receipt/index.ts'
import { type EffectsSource } from '../devices/index.ts'
import { firstSlip, mostSlips, trainingSlips } from './training-slips.ts'

const paper = (text: string, language = 'en'): ReceiptDocument => ({ version: 1, language, blocks: [{ kind: 'text', text }, { kind: 'cut' }] })
const row = (id: number, work: Effect['work']): Effect => ({ id, saleId: 's', work, state: 'waiting', attempts: 0 })
function source(rows: readonly Effect[]): EffectsSource & { readonly told: string[] } {
  const told: string[] = []
  return {
    told,
    effectsToDo: () => Promise.resolve(rows),
    effectStarted: (id) => Promise.resolve(void told.push(`started ${id}`)),
    effectFinished: (id, state) => Promise.resolve(void told.push(`${state} ${id}`)),
  }
}
const texts = (effects: readonly Effect[]): string[] => effects.map(({ work }) => (work.kind === 'print' ? work.document.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join(' ') : work.kind))

test('[TRN-17] what came out of the training\'s printer comes out of the shop\'s, behind the shop\'s own work, with TRAINING at head and foot in the paper\'s language', async () => {
  const slips = trainingSlips()
  const own = source([row(1, { kind: 'print', document: paper('one') }), row(2, { kind: 'print', document: paper('二', 'zh-CN') }), row(3, { kind: 'print', document: paper('torn') })])
  const shops = source([row(9, { kind: 'kick', pin: 0 })])
  let woken = 0
  const copying = slips.copying(own, () => (woken += 1))
  await copying.effectsToDo(32)
  await copying.effectFinished(1, 'printed')
  await copying.effectFinished(2, 'sentOnly')
  await copying.effectFinished(3, 'failed', 'paper-out')
  expect([woken, own.told]).toEqual([2, ['printed 1', 'sentOnly 2', 'failed 3']])
  const beside = slips.beside(shops)
  expect(texts(await beside.effectsToDo(32))).toEqual(['kick', 'TRAINING one TRAINING', '培训 二 培训'])
  expect(await beside.effectsToDo(1)).toHaveLength(1)
})

test('[TRN-17] of a slip the shop\'s core is told nothing, and of its own work everything', async () => {
  const slips = trainingSlips()
  const copying = slips.copying(source([row(1, { kind: 'print', document: paper('one') })]), () => undefined)
  await copying.effectsToDo(32)
  await copying.effectFinished(1, 'printed')
  const shops = source([])
  const beside = slips.beside(shops)
  await beside.effectFinished(firstSlip, 'waiting', 'paper-out')
  expect(await beside.effectsToDo(32)).toMatchObject([{ id: firstSlip, attempts: 0, fault: 'paper-out' }])
  await beside.effectStarted(firstSlip)
  expect(await beside.effectsToDo(32)).toMatchObject([{ id: firstSlip, attempts: 1 }])
  await beside.effectFinished(firstSlip, 'printed')
  expect([await beside.effectsToDo(32), shops.told]).toEqual([[], []])
  await beside.effectStarted(4)
  await beside.effectFinished(4, 'printed')
  expect(shops.told).toEqual(['started 4', 'printed 4'])
})

test('[TRN-17] nothing of a training that is over is still to come out, and a printer that stood still does not print a whole afternoon', async () => {
  const slips = trainingSlips()
  const many = Array.from({ length: mostSlips + 3 }, (_none, index) => row(index + 1, { kind: 'print', document: paper(`${index}`) }))
  const copying = slips.copying(source(many), () => undefined)
  await copying.effectsToDo(32)
  for (const { id } of many) await copying.effectFinished(id, 'printed')
  const beside = slips.beside(source([]))
  expect(texts(await beside.effectsToDo(32))[0]).toBe('TRAINING 3 TRAINING')
  expect(await beside.effectsToDo(32)).toHaveLength(mostSlips)
  slips.drop()
  expect(await beside.effectsToDo(32)).toEqual([])
})
