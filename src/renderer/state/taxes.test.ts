import { expect, test } from 'vitest'
import { type DatedRateView, type TaxesView, type TaxPartView } from '../../contracts/ipc/index.ts'
import { taxPackById } from '../../domain/tax/index.ts'
import { counterOf, screen } from './screen.fixture.ts'
import { aboveStandard, dateOf, dateSoFar, isFromBeginning, isOnePiece, partsOf, ratePpmOf, taxRows, usualDates } from './taxes.ts'

const parts = [{ name: 'GST', rate: 50_000, on: 'net' as const }, { name: 'QST', rate: 99_750, on: 'net' as const }]
const view: TaxesView = {
  pack: 'CA-QC-2012', priceMode: 'exclusive', businessDate: '2026-12-31',
  classes: [
    { taxClass: 'standard', rates: [{ from: '2027-07-01', rate: 149_750, parts, standing: 'coming', added: true }, { from: '2027-01-01', rate: 1, standing: 'coming' }, { from: '2026-01-01', rate: 2, standing: 'inForce', added: true }] },
    { taxClass: 'zero', rates: [{ from: '2012-01-01', rate: 0, standing: 'inForce' }] },
  ],
}

test('[RATE-11] the arrow keys go through every class, and what was added and has not begun', () => {
  expect(taxRows(view)).toEqual([{ taxClass: 'standard' }, { taxClass: 'standard', from: '2027-07-01' }, { taxClass: 'zero' }])
  expect([partsOf(view, 'standard'), partsOf(view, 'gone')]).toEqual([parts, []])
})

test('[RATE-11] a date is eight digits, shown as they come, and usual ones are a key away over the ends of months and years', () => {
  expect(['', '2027', '202701', '2027010', '20270101'].map(dateSoFar)).toEqual(['', '2027', '2027-01', '2027-01-0', '2027-01-01'])
  expect(['20270101', '2027010', '202701011', '2027-01-01'].map(dateOf)).toEqual(['2027-01-01', undefined, undefined, undefined])
  expect(usualDates('2026-12-31').map(({ digits }) => digits)).toEqual(['20270101', '20270101', '20270101'])
  expect(usualDates('2028-02-28').map(({ digits }) => digits)).toEqual(['20280229', '20280301', '20290101'])
})

test('[RATE-11] a tax may be nothing, and no more than all of it', () => {
  expect(['0', '0.0', '13', '9.975', '100', '', '.', '100.1', '1000'].map(ratePpmOf)).toEqual([0, 0, 130_000, 99_750, 1_000_000, undefined, undefined, undefined, undefined])
})

test('[RATE-12] a shop\'s own rates are from the beginning, a law\'s from its day', () => {
  const own = taxPackById('OWN-IN-190000-70000')
  expect(own?.classes['standard']?.map(({ from }) => isFromBeginning(from))).toEqual([true])
  expect(['1899-12-31', '1900-01-01', '2011-01-04'].map(isFromBeginning)).toEqual([true, false, false])
})

test('[RATE-13] a part that a class never had, or had once, is typed like its own, in the order in which they stand on one another', () => {
  const [gst, qst] = [{ name: 'GST', rate: 50_000, on: 'net' as const }, { name: 'QST', rate: 95_000, on: 'netAndTax' as const }]
  const rate = (from: string, ...own: readonly TaxPartView[]): DatedRateView => ({ from, rate: own.length === 0 ? 0 : 1, ...(own.length === 0 ? {} : { parts: [...own] }), standing: 'inForce' })
  const classes = [
    { taxClass: 'standard', rates: [rate('2012-01-01', gst, qst)] },
    { taxClass: 'federal', rates: [rate('2012-01-01', gst)] },
    { taxClass: 'provincial', rates: [rate('2012-01-01', qst)] },
    { taxClass: 'zero', rates: [rate('2013-01-01'), rate('2012-01-01', { name: 'Levy', rate: 7, on: 'net' })] },
    { taxClass: 'whole', rates: [{ from: '2012-01-01', rate: 130_000, standing: 'inForce' as const }] },
  ]
  const quebec: TaxesView = { ...view, classes }
  const none = (part: TaxPartView): TaxPartView => ({ ...part, rate: 0 })
  const levy = { name: 'Levy', rate: 0, on: 'net' }
  expect(partsOf(quebec, 'federal')).toEqual([gst, none(qst), levy])
  expect(partsOf(quebec, 'provincial')).toEqual([none(gst), qst, levy])
  expect(partsOf(quebec, 'zero')).toEqual([none(gst), none(qst), levy])
  expect([partsOf(quebec, 'whole'), isOnePiece(quebec, 'whole'), isOnePiece(quebec, 'zero')]).toEqual([[], true, false])
  expect(isOnePiece({ ...view, classes: classes.slice(-1) }, 'whole'), 'a pack without parts has nothing to say').toBe(false)
})

test('[RATE-14] a rate above the standard one of that date is told, its parts taken together; the standard one never is', () => {
  const plain: TaxesView = { ...view, classes: [{ taxClass: 'standard', rates: [{ from: '2027-07-01', rate: 210_000, standing: 'coming' }, { from: '2020-01-01', rate: 190_000, standing: 'inForce' }] }, { taxClass: 'reduced', rates: [{ from: '2020-01-01', rate: 70_000, standing: 'inForce' }] }] }
  const above = (taxClass: string, from: string, rate: number): unknown => aboveStandard(plain, { taxClass, from, rate })
  expect(above('reduced', '2027-01-01', 200_000)).toMatchObject({ rate: 200_000, standard: 190_000 })
  expect([above('reduced', '2027-07-01', 200_000), above('reduced', '2027-01-01', 190_000), above('standard', '2027-01-01', 990_000)]).toEqual([undefined, undefined, undefined])
  const compound = [{ name: 'GST', rate: 100_000, on: 'net' as const }, { name: 'QST', rate: 90_000, on: 'netAndTax' as const }]
  expect(aboveStandard(plain, { taxClass: 'reduced', from: '2027-01-01', rate: 0, parts: compound })).toMatchObject({ rate: 199_000 })
})

test('[RATE-14] it is saved only when it is asked for a second time as it is', async () => {
  const { acts, store, asked, requestOf, type } = screen(counterOf())
  store.setState({ taxes: { ...view, classes: [{ taxClass: 'standard', rates: [{ from: '2020-01-01', rate: 190_000, standing: 'inForce' }] }, { taxClass: 'reduced', rates: [{ from: '2020-01-01', rate: 70_000, standing: 'inForce' }] }] } })
  acts.openTaxRate('reduced')
  acts.chooseRateDate('20270101')
  type('70')
  acts.enterTaxRate()
  expect([store.getState().work, asked]).toMatchObject([{ above: { rate: 700_000, standard: 190_000 } }, []])
  acts.erase()
  type('1')
  acts.enterTaxRate()
  expect([store.getState().work, asked], 'another figure is another question').toMatchObject([{ above: { rate: 710_000 } }, []])
  acts.enterTaxRate()
  expect((await requestOf('add-tax-rate')).input).toEqual({ taxClass: 'reduced', from: '2027-01-01', rate: 710_000 })
})
