import { type ReceiptView, type StoreView, type VoucherOver } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { addressFields, footerFields, type SetupDraft } from './setup-work.ts'

/** A currency and a kind of voucher as they are being written. */
export interface MoneyDraft {
  readonly currency: CurrencyCode
  readonly rate: string
  readonly notesOnly: boolean
  readonly en: string
  readonly zh: string
  readonly over: VoucherOver
  /** Of gift cards and store credit, as typed. Absent: as it is kept. */
  readonly giftCards?: boolean
  readonly giftCardOffline?: string
  readonly storeCreditOffline?: string
}

/** Notes alone, and no change for a voucher: what most shops take. */
export const emptyMoney: MoneyDraft = { currency: 'USD', rate: '', notesOnly: true, en: '', zh: '', over: 'keep' }

/** The store's page: as it is kept, and as it is being written. */
export interface StoreWork {
  readonly kind: 'store'
  /** Undefined until the core answered. */
  readonly view: StoreView | 'refused' | undefined
  readonly draft: Pick<SetupDraft, 'chainName' | 'storeName' | 'storeLines' | 'receiptFooter'>
  /** Digits, or empty: goods come back for ever. */
  readonly returnDays: string
  readonly headOfficeUrl: string
  readonly enrolmentCode: string
  readonly preview: ReceiptView['document'] | undefined
  readonly money: MoneyDraft
  readonly saving: boolean
}

/** One field more than there are lines, so that there is always one to write the next into; as many as the core takes. */
function fields(lines: readonly string[], least: number, most: number): string[] {
  return Array.from({ length: Math.min(most, Math.max(least, lines.length + 1)) }, (_, index) => lines[index] ?? '')
}

export function beginStore(view: StoreView): StoreWork {
  const { chainName, storeName, storeLines, receiptFooter, headOfficeUrl = '' } = view
  return {
    kind: 'store',
    view,
    draft: { chainName, storeName: storeName === chainName ? '' : storeName, storeLines: fields(storeLines, addressFields, 6), receiptFooter: fields(receiptFooter, footerFields, 4) },
    returnDays: view.returnDays === undefined ? '' : String(view.returnDays),
    headOfficeUrl,
    enrolmentCode: '',
    preview: undefined,
    money: view.currency === 'USD' ? { ...emptyMoney, currency: 'EUR' } : emptyMoney,
    saving: false,
  }
}
