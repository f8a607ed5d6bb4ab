import { type GiftsView } from '../../contracts/ipc/index.ts'
import { type RegisterReader } from '../../db/index.ts'

/** By what the effects of a sale's gift receipts are found: apart from its own paper's, of which the screen says whether the customer has one. */
export function giftPaper(saleId: string): string {
  return `gift:${saleId}`
}

export function giftsOf(reader: RegisterReader, saleId: string): GiftsView {
  return { printed: reader.giftReceiptsOf(saleId), effects: reader.outcomesOf(giftPaper(saleId)).map((outcome) => ({ ...outcome })) }
}
