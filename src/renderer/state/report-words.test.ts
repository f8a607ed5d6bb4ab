import { expect, test } from 'vitest'
import { type ReportView } from '../../contracts/ipc/index.ts'
import { reportAsked } from './report-acts.ts'
import { figureText, typedLimit } from './loss-work.ts'
import { reportRowWords, reportTable } from './report-words.ts'
import { startWords } from './words.ts'

const view: ReportView = {
  kind: 'item', from: '2026-11-21', to: '2026-11-22', currency: 'CNY', main: 2, rowCount: 2, net: 1065,
  columns: [{ name: 'quantity', unit: 'quantity' }, { name: 'sold', unit: 'amount' }, { name: 'net', unit: 'amount' }],
  rows: [{ key: 'item:tea', names: { en: '=HYPERLINK("x")', 'zh-CN': '茶' }, values: [1250, 1250, 1000] }, { key: 'taxOnTop', values: [0, 65, 65] }],
  totals: [1250, 1315, 1065],
}

test('[RPT-7] a report as a table: every row and the sum, amounts with a point, no sum of pieces, and no formula of anybody’s', () => {
  const lines = reportTable(view, view.rows, 'en').split('\r\n')
  expect(lines[0]).toBe('\u{feff}Goods,2026-11-21 – 2026-11-22,CNY')
  expect(reportTable(view, view.rows, 'zh-CN').split('\r\n').slice(0, 5)).toEqual(['\u{feff}商品,2026-11-21 – 2026-11-22,CNY', '商品,数量,销售,净额', '茶,1.25,12.50,10.00', '收银时加收的税,0,0.65,0.65', '合计,,13.15,10.65'])
  expect(lines.slice(1, 5)).toEqual(['Item,Quantity,Sold,Net', `"'=HYPERLINK(""x"")",1.25,12.50,10.00`, 'Tax added at the till,0,0.65,0.65', 'Total,,13.15,10.65'])
})

test('[RPT-7] a row is called by its name, or by what its key stands for, in both languages', () => {
  const en = startWords('en').t
  const zh = startWords('zh-CN').t
  const key = (name: string, more: object = {}): ReportView['rows'][number] => ({ key: name, values: [], ...more })
  expect([reportRowWords(en, 'en', 'hour', key('23')), reportRowWords(en, 'en', 'tax', key('130000')), reportRowWords(en, 'en', 'tender', key('foreignCash:USD')), reportRowWords(en, 'en', 'discount', key('override:damaged')), reportRowWords(en, 'en', 'category', key('none')), reportRowWords(en, 'en', 'operator', key('op', { name: '' }))])
    .toEqual(['23:00–00:00', '13 %', 'Foreign cash USD', 'Another price: Damaged', 'No category', 'Not known here'])
  expect([reportRowWords(zh, 'zh-CN', 'item', key('item:tea', { names: { en: 'tea', 'zh-CN': '茶' } })), reportRowWords(zh, 'zh-CN', 'tender', key('rounding')), reportRowWords(zh, 'zh-CN', 'noSale', key('check'))]).toEqual(['茶', '现金取整', '检查钱箱'])
})

test('[RPT-7] days that are typed count in the place of the period; what is no day leaves it', () => {
  const work = { kind: 'reports', report: 'tax', period: 'week', chosen: -1, exporting: false } as const
  const asked = (entry: string) => reportAsked({ work, entry, language: 'en', register: undefined }, Date.UTC(2026, 10, 22, 12))
  expect([asked(''), asked('1/11..22/11'), asked('99')]).toEqual([{ kind: 'tax', days: { period: 'week' } }, { kind: 'tax', days: { from: '2026-11-01', to: '2026-11-22' } }, { kind: 'tax', days: { period: 'week' } }])
})

test('[LOSW-8] a limit is typed as it is shown: acts whole, shares in per cent; nothing is the preset, and nonsense is no limit', () => {
  expect([typedLimit('9', 'count'), typedLimit('2.5', 'ppm'), typedLimit(' 3 %', 'ppm'), typedLimit('', 'count')]).toEqual([9, 25_000, 30_000, 'preset'])
  expect([typedLimit('0', 'count'), typedLimit('2.5', 'count'), typedLimit('101', 'ppm'), typedLimit('-1', 'count'), typedLimit('x', 'ppm')]).toEqual([undefined, undefined, undefined, undefined, undefined])
  expect([figureText(25_000, 'ppm'), figureText(9, 'count')]).toEqual(['2.5 %', '9'])
})
