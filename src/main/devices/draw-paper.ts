import { documentText, encode, openTextDrawer, profiles, type TextDrawer, documentSvg } from '../../drivers/printer/index.ts'
import { type ReceiptDocument } from '../../domain/receipt/index.ts'

export interface DrawnPaper {
  readonly svg: string
  readonly text: string
  readonly columns: number
  readonly replaced: readonly string[]
}

const profileOf = { 58: profiles['generic-58'], 80: profiles['generic-80'] } as const

/** Columns of a paper so wide, in millimetres. */
export function columnsOfWidth(width: 58 | 80): number {
  return profileOf[width].columns
}

/**
 * Draws what a printer would print: the document's own bytes, read again as a printer reads them. A second way to lay out a
 * paper would sooner or later show another one than comes out.
 */
export function paperDrawer(fonts: string | undefined): (document: ReceiptDocument, width: 58 | 80) => Promise<DrawnPaper> {
  let opened: Promise<TextDrawer | undefined> | undefined
  return async (document, width) => {
    const profile = profileOf[width]
    const plain = encode(document, profile)
    // As the driver does: most papers need no font of ours, and their library is large.
    const drawer = plain.replaced.length === 0 || fonts === undefined ? undefined : await (opened ??= openTextDrawer(fonts).catch(() => undefined))
    const { bytes, replaced } = drawer === undefined ? plain : encode(document, profile, drawer)
    return { svg: documentSvg(bytes, profile), text: documentText(document, profile), columns: profile.columns, replaced }
  }
}
