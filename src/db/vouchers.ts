import { type Connection } from './connection.ts'

export interface UsedVoucher {
  readonly kind: string
  readonly number: string
  readonly basketId: string
  /** The business date, YYYY-MM-DD. */
  readonly usedOn: string
}

export interface VoucherReads {
  /** The business date a voucher was taken on at this register; undefined: it was not. */
  voucherUsed(kind: string, number: string): string | undefined
}

export interface VoucherWrites {
  /** Throws on one that is used: whoever takes it asks first. */
  useVoucher(voucher: UsedVoucher): void
  /** Handed back. */
  freeVoucher(voucher: Pick<UsedVoucher, 'kind' | 'number'>): void
}

export function readVouchers(db: Connection): VoucherReads {
  const used = db.prepare<[string, string], string>('SELECT used_on FROM voucher WHERE kind = ? AND number = ?').pluck()
  return { voucherUsed: (kind, number) => used.get(kind, number) }
}

export function writeVouchers(db: Connection): VoucherWrites {
  const use = db.prepare<[string, string, string, string]>('INSERT INTO voucher (kind, number, basket_id, used_on) VALUES (?, ?, ?, ?)')
  const free = db.prepare<[string, string]>('DELETE FROM voucher WHERE kind = ? AND number = ?')
  return {
    useVoucher: ({ kind, number, basketId, usedOn }) => void use.run(kind, number, basketId, usedOn),
    freeVoucher: ({ kind, number }) => void free.run(kind, number),
  }
}
