import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type CounterView, type TemplateView } from '../../contracts/ipc/index.ts'
import { counterOf, operator, screen, type Screen } from './screen.fixture.ts'
import { type TemplatesWork } from './templates-work.ts'

const plain: TemplateView['template'] = { headerLines: [], logo: 'top', footerLines: [], legalLines: [], language: 'store', without: ['sku'] }
const view = (changes: Partial<TemplateView> = {}): TemplateView => ({ paper: 'receipt', version: 0, template: plain, versions: [], hasLogo: false, ...changes })
const work = ({ store }: Screen): TemplatesWork => {
  const { work: now } = store.getState()
  if (now.kind !== 'templates') throw new Error(now.kind)
  return now
}
const notice = ({ store }: Screen): string | undefined => store.getState().notice?.words
/** Every answer that was given is taken in: some turns of the queue. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}

let kept: Map<string, string>
beforeEach(() => {
  kept = new Map()
  vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

let asked = 0
async function opened(till: Screen, answer = view(), open: () => void = till.acts.openTemplates): Promise<void> {
  open()
  const request = await till.requestOf('paper-template', asked)
  asked += 1
  request.answer(answer)
  await settled()
}
async function begun(): Promise<Screen> {
  asked = 0
  const till = screen(counterOf())
  await opened(till)
  till.acts.writeTemplateLine('headerLines', 0, '12 Market Street')
  return till
}

describe('a paper that somebody was wording', () => {
  test('[PAPERS-4] takes words letter by letter, and the spaces between them', async () => {
    const till = await begun()
    for (const typed of ['1', '12', '12 ', '12 M']) {
      till.acts.writeTemplateLine('headerLines', 0, typed)
      expect(work(till).draft.headerLines).toEqual([typed, ''])
    }
  })

  test('[PAPERS-3] is left without a loss: told once, there again when it is opened again, and taken back step by step', async () => {
    const till = await begun()
    till.acts.leaveWork()
    expect([till.store.getState().work.kind, notice(till)]).toEqual(['settings', 'templates.left'])
    await opened(till)
    expect([work(till).draft.headerLines[0], notice(till)]).toEqual(['12 Market Street', 'templates.kept'])
    till.acts.undoTemplate()
    expect(work(till).draft.headerLines[0]).toBe('')
    till.acts.leaveWork()
    expect(notice(till)).toBeUndefined()
    await opened(till)
    expect([work(till).draft.headerLines[0], notice(till)]).toEqual(['', undefined])
  })

  test('[PAPERS-3] waits while another paper is worded, and over the lock, of which nothing is said at the door', async () => {
    const till = await begun()
    await opened(till, view({ paper: 'refund' }), () => till.acts.choosePaper('refund'))
    expect([work(till).paper, work(till).draft.headerLines[0]]).toEqual(['refund', ''])
    till.acts.receive({ currency: 'CNY', suspended: 0 })
    till.store.setState({ work: { kind: 'sell' }, notice: undefined })
    till.acts.receive(counterOf({ operator }))
    expect(notice(till)).toBeUndefined()
    await opened(till)
    expect(work(till).draft.headerLines[0]).toBe('12 Market Street')
  })

  test('[PAPERS-3] is not saved over what another saved meanwhile without being seen: that is one step back', async () => {
    const till = await begun()
    till.acts.leaveWork()
    await opened(till, view({ version: 1, template: { ...plain, headerLines: ['Theirs'] } }))
    expect(work(till).draft.headerLines[0]).toBe('12 Market Street')
    till.acts.undoTemplate()
    expect(work(till).draft.headerLines[0]).toBe('Theirs')
  })

  test('[PAPERS-3] is nothing any more once it is saved, also where its answer comes after the page was left', async () => {
    const till = await begun()
    till.acts.saveTemplate()
    const save = await till.requestOf('set-template')
    till.acts.leaveWork()
    const saved = view({ version: 1, template: { ...plain, headerLines: ['12 Market Street'] } })
    save.answer(saved)
    await settled()
    await opened(till, { ...saved, version: 2, template: plain })
    expect(work(till).draft.headerLines[0]).toBe('')
  })

  /** The program is started again: nothing is left but what was stored. */
  async function startedAgain(who: CounterView['operator'] = operator): Promise<Screen> {
    asked = 0
    const till = screen(counterOf({ operator: who }))
    await opened(till)
    return till
  }

  test('[PAPERS-5] is there again after the till was switched off in the middle of it, for whoever worded it and nobody else', async () => {
    await begun()
    const another = await startedAgain({ ...operator, id: 'op-9', name: 'Ada' })
    expect([work(another).draft.headerLines[0], notice(another)]).toEqual(['', undefined])
    const till = await startedAgain()
    expect([work(till).draft.headerLines[0], notice(till)]).toEqual(['12 Market Street', 'templates.kept'])
    till.acts.undoTemplate()
    expect(work(till).draft.headerLines[0]).toBe('')
    expect([...kept], 'taken back, nothing is kept').toEqual([])
    expect(work(await startedAgain()).draft.headerLines[0]).toBe('')
  })

  test('[PAPERS-5] is kept for a week and not longer, and what is no wording is nothing', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    await begun()
    vi.setSystemTime(Date.now() + 8 * 86_400_000)
    expect(work(await startedAgain()).draft.headerLines[0]).toBe('')
    for (const stored of ['{"', '7', `{"${operator.id} receipt":{"at":${Date.now()},"version":0,"draft":{"headerLines":[7]}}}`]) {
      kept.set('tillwright.papers', stored)
      expect(work(await startedAgain()).draft.headerLines[0], stored).toBe('')
    }
  })

  test('[PAPERS-5] is gone once it is saved; without storage it stays with the program', async () => {
    const saving = await begun()
    saving.acts.saveTemplate()
    ;(await saving.requestOf('set-template')).answer(view({ version: 1, template: { ...plain, headerLines: ['12 Market Street'] } }))
    await settled()
    expect([...kept]).toEqual([])
    vi.stubGlobal('localStorage', undefined)
    const till = await begun()
    till.acts.leaveWork()
    await opened(till)
    expect(work(till).draft.headerLines[0]).toBe('12 Market Street')
  })
})
