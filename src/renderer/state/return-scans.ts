import { type Refusal } from '../../domain/errors/index.ts'
import { type ActKit } from './act-kit.ts'
import { type createFindSaleActs } from './find-sale-acts.ts'
import { type createLooseReturnActs } from './loose-return-acts.ts'
import { type createReceiptActs } from './receipt-acts.ts'
import { type createReturnActs } from './return-acts.ts'
import { receiptIn, saleIdIn } from './verification.ts'

type Needs = Pick<ReturnType<typeof createReceiptActs>, 'openScanned'> &
  Pick<ReturnType<typeof createFindSaleActs>, 'openScannedReturn' | 'openReturns' | 'findSale' | 'openSale'> &
  Pick<ReturnType<typeof createReturnActs>, 'scanReturned'> &
  Pick<ReturnType<typeof createLooseReturnActs>, 'scanLoose' | 'openLooseReturn'>

/** What a scan means to a return, and the ways between its views. */
export function createReturnScans(kit: ActKit, acts: Needs) {
  const { api, store, set, enqueue, object, go } = kit

  /** The code of a receipt: among receipts it is looked at, everywhere else goods of it come back. */
  function takesReceipt(barcode: string): boolean {
    if (receiptIn(barcode) === undefined) return false
    const { work } = store.getState()
    const saleId = saleIdIn(barcode)
    if (saleId !== undefined && (work.kind === 'receipts' || work.kind === 'journal')) acts.openScanned(saleId)
    else acts.openScannedReturn(barcode)
    return true
  }

  return {
    /** True when the scan was of a receipt, or is goods that come back: it is not rung up then. */
    takesReturnScan: (barcode: string): boolean => {
      if (takesReceipt(barcode)) return true
      const { work } = store.getState()
      if (work.kind === 'returnSale') acts.scanReturned(barcode)
      else if (work.kind === 'returnItem' || work.kind === 'returnPrice') acts.scanLoose(barcode)
      else if (work.kind === 'returns') {
        // It may be a member's card, which finds their sales; goods find nothing, and that is said.
        enqueue(async () => {
          const answer = await api.call('find-sale', { text: barcode, limit: 1 })
          const { work: now } = store.getState()
          if (now.kind !== 'returns') return
          if (answer.ok && answer.value.sales.length > 0) set({ work: { ...now, field: 'text', chosen: -1 }, entry: barcode, notice: undefined })
          else object({ words: 'returns.goodsScanned' })
        })
      }
      else return false
      set({ entry: '' })
      return true
    },
    /** The core, or the till's own scanner, read a receipt where goods were expected. True when it is dealt with. */
    toldReceipt: ({ code, params }: Pick<Refusal, 'code'> & { readonly params?: Refusal['params'] | undefined }): boolean => {
      const text = params?.['code']
      if (code !== 'receipt.scanned' || typeof text !== 'string') return false
      acts.openScannedReturn(text)
      return true
    },
    openVoid: (saleId: string | undefined) => {
      const { work } = store.getState()
      // Of another register's sale main knows no more than that it is not here, and the page above says why it is shut.
      if (work.kind === 'returnSale' && work.sale.saleId === saleId && work.sale.returned !== 'nothing') object({ words: `voidSale.shut.${work.sale.returned}` })
      else if (saleId !== undefined) acts.findSale({ saleId }, (sale) => (sale.returned === 'nothing' ? go({ kind: 'voidSale', sale, reason: undefined }) : object({ words: `voidSale.shut.${sale.returned}` })))
    },
    /** One step back inside a return. False where it is left altogether. */
    leaveReturn: (): boolean => {
      const { work } = store.getState()
      if (work.kind === 'voidSale') acts.openSale(work.sale)
      else if (work.kind === 'returnItem') acts.openReturns()
      else if (work.kind === 'returnPrice') acts.openLooseReturn()
      else return false
      return true
    },
  }
}
