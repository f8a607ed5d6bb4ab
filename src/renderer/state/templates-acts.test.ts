import { describe, expect, test } from 'vitest'
import { type TemplateView } from '../../contracts/ipc/index.ts'
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
})
