import { z } from 'zod'
import { labelKinds, labelResolutions, labelSizes, mostCopies, symbologies, type LabelSize } from '../../domain/label/index.ts'
import { command, query } from './define.ts'
import { effectView } from './views.ts'

export { labelKinds, mostCopies } from '../../domain/label/index.ts'

export const labelKindView = z.enum(labelKinds)
export const labelSizeNames = Object.keys(labelSizes) as [LabelSize, ...LabelSize[]]
export const labelSizeView = z.enum(labelSizeNames)
export const labelDpiView = z.union(labelResolutions.map((dpi) => z.literal(dpi)))
export type LabelKindView = z.infer<typeof labelKindView>
export type LabelSizeView = z.infer<typeof labelSizeView>

/** The device-neutral document as domain/label defines it. */
export const labelDocumentView = z.strictObject({
  version: z.literal(1),
  kind: labelKindView,
  size: labelSizeView,
  language: z.string(),
  name: z.string(),
  price: z.string(),
  per: z.exactOptional(z.string()),
  unitPrice: z.exactOptional(z.string()),
  notes: z.array(z.string()).readonly(),
  details: z.array(z.string()).readonly(),
  code: z.exactOptional(z.strictObject({ symbology: z.enum(symbologies), data: z.string() })),
})

const place = { x: z.int(), y: z.int() }
/** Everything on a label in dots: the layout the encoders print, so that a preview is no second opinion. */
export const labelLayoutView = z.strictObject({
  width: z.int(),
  height: z.int(),
  dpi: labelDpiView,
  texts: z.array(z.strictObject({ text: z.string(), ...place, width: z.int(), height: z.int(), cell: z.enum(['small', 'large']), times: z.int(), plain: z.boolean() })).readonly(),
  bars: z.exactOptional(z.strictObject({ symbology: z.enum(['ean13', 'ean8', 'upca', 'code128']), data: z.string(), ...place, module: z.int(), height: z.int(), bars: z.string() })),
  qr: z.exactOptional(z.strictObject({ data: z.string(), ...place, module: z.int(), modules: z.int() })),
})
export type LabelLayoutView = z.infer<typeof labelLayoutView>

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const label = {
  itemId: z.string().max(64),
  kind: labelKindView,
  size: labelSizeView,
  /** Thousandths; of what is sold by measure only. */
  weight: z.exactOptional(z.int().positive().max(9_999_000)),
  bestBefore: z.exactOptional(date),
}

/** What the label would look like now. `today` is the page's own clock; a printed one is dated by the register's. */
export const labelPreview = query('label-preview', {
  who: 'sell',
  input: z.strictObject({ ...label, dpi: labelDpiView, today: date }),
  /** `millimetres`: of the label, for who shows it as large as it is. */
  output: z.strictObject({ language: z.string(), layout: labelLayoutView, millimetres: z.strictObject({ width: z.int(), height: z.int() }) }),
})
export type LabelPreviewView = z.infer<typeof labelPreview.output>

/** What becomes of it: `waiting` in the first answer. The same request again tells what it is by then, and prints nothing. */
export const labelPrintView = z.strictObject({ itemId: z.string(), kind: labelKindView, copies: z.int(), label: effectView })
export type LabelPrintView = z.infer<typeof labelPrintView>

/** Prints a label of what the item costs now, so many times. In the journal: a label with another item's price is how goods are stolen. */
export const printLabel = command('print-label', {
  who: 'sell',
  input: z.strictObject({ ...label, copies: z.int().min(1).max(mostCopies) }),
  output: labelPrintView,
})
