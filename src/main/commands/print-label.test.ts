import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { labelPreview as previewContract, printLabel as contract, type Input } from '../../contracts/ipc/index.ts'
import { queries } from '../queries/index.ts'
import { answeringCommands, commands } from './index.ts'
import { code, staffedRegister, type TestRegister, value } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => {
  register = staffedRegister()
})
afterEach(() => register.remove())

const asked: Input<'print-label'> = { itemId: 'water', kind: 'shelf', size: '50x30', copies: 2 }
const print = (over: Partial<Input<'print-label'>> = {}, request?: string) => answeringCommands['print-label'](register.context(request), { ...asked, ...over })
const entries = () => register.database.entriesAfter(1, 0, 99).filter(({ type }) => type === 'label.requested').map(({ text }) => JSON.parse(text) as { operator: string; body: unknown })
const labels = () => register.database.effectsToDo(99).filter(({ work }) => work.kind === 'label')
const preview = (over: Partial<Input<'label-preview'>> = {}) => queries['label-preview']({ reader: register.database, seat: 'counter' }, { itemId: 'water', kind: 'shelf', size: '50x30', dpi: 203, today: '2026-11-21', ...over })

describe('print-label', () => {
  test('[LABEL-4] one entry with who, what and at which price, and one piece of work with all its copies', () => {
    const answer = value(print())
    expect(contract.output.parse(answer)).toEqual({ itemId: 'water', kind: 'shelf', copies: 2, label: { kind: 'label', state: 'waiting' } })
    const [effect] = labels()
    expect(effect?.work).toMatchObject({ kind: 'label', copies: 2, document: { kind: 'shelf', size: '50x30' } })
    const document = effect?.work.kind === 'label' ? effect.work.document : undefined
    expect(entries()).toMatchObject([{ operator: 'op-1', body: { itemId: 'water', kind: 'shelf', size: '50x30', copies: 2, price: document?.price } }])
    expect(register.database.verifyChain()).toBeUndefined()
  })

  test('[LABEL-5] the same request again prints nothing, and tells what became of it', () => {
    value(print({}, 'r1'))
    const [effect] = labels()
    register.database.unitOfWork(() => {
      register.database.effectStarted(effect?.id ?? 0)
      register.database.effectFinished(effect?.id ?? 0, 'failed', 'paper-out')
      return { ok: true, value: undefined }
    })
    expect(value(print({}, 'r1')).label).toEqual({ kind: 'label', state: 'failed', fault: 'paper-out' })
    expect([entries().length, labels().length]).toEqual([1, 0])
    value(print({}, 'r2'))
    expect([entries().length, labels().length]).toEqual([2, 1])
  })

  test('[LABEL-6] what cannot be labelled is refused by name, and nothing is written', () => {
    expect(code(print({ itemId: 'nothing' }))).toBe('item.unknown')
    expect(code(print({ weight: 500 }))).toBe('quantity.invalid')
    expect(code(print({ itemId: 'news' }))).toBe('item.unpriced')
    value(commands['sign-off'](register.context()))
    expect(code(print())).toBe('operator.notSignedOn')
    expect([entries(), labels()]).toEqual([[], []])
  })

  test('[LABEL-6] no more copies than a roll is asked for at once, and no size that no roll has', () => {
    const accepts = (over: object): boolean => contract.input.safeParse({ ...asked, ...over }).success
    expect(accepts({ copies: 99 })).toBe(true)
    for (const over of [{ copies: 0 }, { copies: 100 }, { copies: 1.5 }, { size: '51x30' }, { kind: 'pallet' }, { bestBefore: 'soon' }, { price: 1 }]) expect(accepts(over)).toBe(false)
  })

  test('[LABEL-7] the preview is the layout that the frozen document prints, dated by the store', () => {
    const shown = value(preview())
    expect(previewContract.output.parse(shown)).toEqual(shown)
    value(print())
    const work = labels()[0]?.work
    if (work?.kind !== 'label') throw new Error('no label')
    const texts = shown.layout.texts.map(({ text }) => text)
    expect(texts).toContain(work.document.price)
    expect(texts.join(' ')).toContain('2026-11-21')
    expect(shown.layout.bars?.data ?? shown.layout.qr?.data).toBe(work.document.code?.data)
    expect(shown.millimetres).toEqual({ width: 50, height: 30 })
    expect(code(preview({ itemId: 'nothing' }))).toBe('item.unknown')
  })
})
