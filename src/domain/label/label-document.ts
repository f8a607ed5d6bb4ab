/** `shelf` stands under the goods and its price is read from two steps away; `item` sticks on one piece. */
export const labelKinds = ['shelf', 'item'] as const
export type LabelKind = (typeof labelKinds)[number]

/** Of one label as it lies on the roll, in millimetres. A roll of another size is one more row. */
export const labelSizes = {
  '38x25': { width: 38, height: 25 },
  '40x30': { width: 40, height: 30 },
  '50x30': { width: 50, height: 30 },
  '60x40': { width: 60, height: 40 },
  '80x50': { width: 80, height: 50 },
} as const satisfies Readonly<Record<string, { readonly width: number; readonly height: number }>>
export type LabelSize = keyof typeof labelSizes

/** Dots per inch of the print heads there are for such rolls. */
export const labelResolutions = [203, 300] as const
export type LabelDpi = (typeof labelResolutions)[number]

export const mostCopies = 99

export const symbologies = ['ean13', 'ean8', 'upca', 'code128', 'qr'] as const
export type LabelSymbology = (typeof symbologies)[number]

/** What is to be scanned off it; of a GTIN all its digits, the check digit among them. */
export interface LabelCode {
  readonly symbology: LabelSymbology
  readonly data: string
}

/**
 * The device-neutral label: words and figures, and where none of them stands. Places and dots are `layoutLabel`'s matter, which
 * knows the roll and the print head.
 */
export interface LabelDocument {
  readonly version: 1
  readonly kind: LabelKind
  readonly size: LabelSize
  /** BCP 47 tag of its words. */
  readonly language: string
  readonly name: string
  /** With the currency's sign: what one pays, never cut. */
  readonly price: string
  /** What the price is for, where that is not one piece: "/kg", "for 3". */
  readonly per?: string
  /** The price of a whole kilogram or litre, where `price` is another. */
  readonly unitPrice?: string
  /** Rows of their own, such as the weight and the date of an item label. */
  readonly notes: readonly string[]
  /** What only the staff reads: left out first where there is no room. */
  readonly details: readonly string[]
  readonly code?: LabelCode
}

/** Every word of a label in one language. They are passed in: a catalogue of texts is no rule of the shop. */
export interface LabelWords {
  /** With `{n}` in it: what a price for so many pieces is for. */
  readonly pieces: string
  /** With `{text}` in them. */
  readonly itemNumber: string
  readonly printed: string
  readonly netWeight: string
  readonly bestBefore: string
  readonly units: Readonly<Record<'kg' | 'l' | 'm', string>>
}
