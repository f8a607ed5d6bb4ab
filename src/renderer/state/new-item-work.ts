import { type ItemOptionsView } from '../../contracts/ipc/index.ts'

/** `naming`: the name's field has the keys; else the price has. */
export interface NewItemWork {
  readonly kind: 'newItem'
  readonly lineNo: number
  readonly barcode: string
  readonly options: ItemOptionsView
  readonly name: string
  readonly unit: 'each' | 'kg'
  readonly taxClass: string | undefined
  readonly category: string | undefined
  readonly naming: boolean
  readonly saving: boolean
}
