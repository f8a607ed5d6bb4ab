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
  | { readonly kind: 'cut' }

export interface ReceiptDocument {
  readonly version: 1
  /** BCP 47 tag of its words. */
  readonly language: string
  readonly blocks: readonly ReceiptBlock[]
}
