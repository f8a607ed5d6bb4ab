/**
 * The device-neutral receipt. Columns are the printer's matter: a document says what stands left and what stands right,
 * the encoder knows how wide the paper is and how wide a Han character prints.
 */
export type ReceiptBlock =
  | { readonly kind: 'text'; readonly text: string; readonly align?: 'left' | 'centre' | 'right'; readonly bold?: boolean; readonly size?: 'normal' | 'tall' | 'large' }
  | { readonly kind: 'columns'; readonly left: string; readonly right: string; readonly bold?: boolean; readonly size?: 'normal' | 'tall' | 'large' }
  | { readonly kind: 'rule' }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'qr'; readonly data: string }
  | { readonly kind: 'ean13'; readonly digits: string }
  /** Stands in the middle, and is made smaller where the paper is narrower than it is. */
  | { readonly kind: 'logo'; readonly bitmap: Bitmap }
  | { readonly kind: 'cut' }

/**
 * A picture in ink and paper, as JSON can hold it. Each row is hexadecimal, eight dots to a byte, the leftmost in its
 * highest bit, 1 is ink; the last byte of a row is filled up with 0. There are `height` rows.
 */
export interface Bitmap {
  readonly width: number
  readonly height: number
  readonly rows: readonly string[]
}

export interface ReceiptDocument {
  readonly version: 1
  /** BCP 47 tag of its words. */
  readonly language: string
  readonly blocks: readonly ReceiptBlock[]
}
