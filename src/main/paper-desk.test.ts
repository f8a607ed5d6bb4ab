import { expect, test } from 'vitest'
import { type PaperTemplateView } from '../contracts/ipc/index.ts'
import { accept, refuse } from '../domain/errors/index.ts'
import { type PaperTemplate, type ReceiptDocument } from '../domain/receipt/index.ts'
import { documentText, profiles } from '../drivers/printer/index.ts'
import { paperDrawer } from './devices/index.ts'
import { createPaperDesk } from './paper-desk.ts'

const document = ({ headerLines }: Pick<PaperTemplate, 'headerLines'>): ReceiptDocument => ({
  version: 1,
  language: 'en',
  blocks: [...headerLines.map((text) => ({ kind: 'text', text, align: 'centre' }) as const), { kind: 'columns', left: 'Total 合计', right: '3.50' }, { kind: 'qr', data: 'tw1:3-7:x' }, { kind: 'cut' }],
})
const desk = (allowed = true) =>
  createPaperDesk({ core: { samplePaper: ({ template }) => Promise.resolve(document(template)), hasRight: () => Promise.resolve(allowed ? accept(undefined) : refuse('request.notAllowed')) }, draw: paperDrawer(undefined), now: () => 0 })
const template: PaperTemplateView = { headerLines: [], logo: 'top', footerLines: [], legalLines: [], language: 'store', without: [] }
const preview = (more: Partial<PaperTemplateView>, width: 58 | 80 = 58, allowed = true) => desk(allowed).preview({ paper: 'receipt', template: { ...template, ...more }, width }, { seat: 'counter' })

test('[PREVIEW-1] the picture is of the bytes that the printer of this width would get', async () => {
  for (const [width, profile, columns] of [[58, profiles['generic-58'], 32], [80, profiles['generic-80'], 48]] as const) {
    const shown = await preview({ headerLines: ['Harbour'] }, width)
    if (!shown.ok) throw new Error(shown.refusal.code)
    expect(shown.value.text).toBe(documentText(document({ headerLines: ['Harbour'] }), profile))
    expect([shown.value.columns, shown.value.svg.startsWith(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${columns * 12 + 48} `)]).toEqual([columns, true])
  }
})

test('[PREVIEW-2] a line too wide for this paper is told beside it and still drawn; a control character is told and drawn nowhere', async () => {
  const shown = await preview({ headerLines: ['x'.repeat(33), 'cut\u001dV\u0000here'] })
  if (!shown.ok) throw new Error(shown.refusal.code)
  expect(shown.value.faults.map(({ field, line, reason }) => [field, line, reason])).toEqual([['headerLines', 0, 'tooLong'], ['headerLines', 1, 'control']])
  expect(shown.value.text).toContain('xxxx')
  expect(shown.value.text).not.toContain('here')
  expect((await preview({ headerLines: ['x'.repeat(33)] }, 80)).ok && (await preview({ headerLines: ['x'.repeat(33)] }, 80))).toMatchObject({ value: { faults: [] } })
})

test('[PREVIEW-3] whoever may not change the store sees no preview', async () => {
  expect(await preview({}, 58, false)).toMatchObject({ ok: false, refusal: { code: 'request.notAllowed' } })
})
