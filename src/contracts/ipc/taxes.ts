import { z } from 'zod'
import { command, query } from './define.ts'

/** A business date. Whether the calendar has it, the core says. */
export const rateDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** Parts per million. */
const ratePpm = z.int().min(0).max(1_000_000)
export const taxClassName = z.string().min(1).max(64)

export const taxPartView = z.strictObject({
  /** A name as printed: not translated. */
  name: z.string().trim().min(1).max(40),
  rate: ratePpm,
  /** `netAndTax`: also on the tax of the parts before it. */
  on: z.enum(['net', 'netAndTax']),
})
export type TaxPartView = z.infer<typeof taxPartView>

export const datedRateView = z.strictObject({
  from: rateDate,
  /** All parts together. */
  rate: ratePpm,
  parts: z.array(taxPartView).max(8).optional(),
  /** Past, in force on today's business date, or to come. */
  standing: z.enum(['past', 'inForce', 'coming']),
  /** Entered here, beside what came with the pack. */
  added: z.literal(true).optional(),
})
export type DatedRateView = z.infer<typeof datedRateView>

export const taxesView = z.strictObject({
  pack: z.string(),
  priceMode: z.enum(['inclusive', 'exclusive']),
  /** Today's: a rate may be added from the next one on. */
  businessDate: rateDate,
  /** Each with its rates, newest first. */
  classes: z.array(z.strictObject({ taxClass: z.string(), rates: z.array(datedRateView), ofHeadOffice: z.exactOptional(z.literal(true)) })),
})
export type TaxesView = z.infer<typeof taxesView>

/** The store's tax classes with their rates by date. */
export const taxes = query('taxes', { who: 'changeTaxRates', input: z.strictObject({}), output: taxesView })

/** A rate from a coming business date on. With parts the rate is what they come to, and `rate` is not looked at. Refuses `setting.ofHeadOffice`, `tax.rateInvalid`, `tax.ratePast`, `tax.rateTwice`. */
export const addTaxRate = command('add-tax-rate', {
  who: 'changeTaxRates',
  input: z.strictObject({ taxClass: taxClassName, from: rateDate, rate: ratePpm, parts: z.exactOptional(z.array(taxPartView).min(1).max(8)) }),
  output: taxesView,
})

/** Takes back one that was added here and is not in force yet. Refuses `tax.rateUnknown`, `tax.ratePast`. */
export const withdrawTaxRate = command('withdraw-tax-rate', { who: 'changeTaxRates', input: z.strictObject({ taxClass: taxClassName, from: rateDate }), output: taxesView })
