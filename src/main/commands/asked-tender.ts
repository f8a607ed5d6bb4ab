import { type TenderTaken } from '../../contracts/ipc/index.ts'
import { type RegisterReader } from '../../db/index.ts'
import { nameIn } from '../../domain/catalogue/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { denominations, minor } from '../../domain/money/index.ts'
import { voucherNumber, type TenderRequest } from '../../domain/tender/index.ts'

/**
 * What was asked to be taken, with what the store's settings say of it frozen in: a rate that changes while a customer looks for
 * a coin is the next customer's. Refuses `currency.notTaken`, `currency.notesOnly`, `voucher.unknownKind`, `voucher.used`.
 */
export function askedTender(reader: RegisterReader, tender: Exclude<TenderTaken, { readonly type: 'account' | 'storedValue' }>): Result<TenderRequest> {
  const facts = reader.facts()
  switch (tender.type) {
    case 'cash':
      return accept({ type: 'cash', received: minor(tender.received) })
    case 'card':
      return accept({ type: 'card', amount: minor(tender.amount) })
    case 'foreignCash': {
      const { currency, received } = tender
      const taken = facts.currenciesTaken?.find((one) => one.currency === currency)
      if (taken === undefined || currency === facts.currency) return refuse('currency.notTaken', { currency })
      // Every note is a multiple of the smallest.
      if (taken.notesOnly && received % Math.min(...denominations[currency].notes) !== 0) return refuse('currency.notesOnly', { currency })
      return accept({ type: 'foreignCash', currency, received, rate: taken.rate })
    }
    case 'voucher': {
      const kind = facts.voucherKinds?.find(({ id }) => id === tender.kind)
      if (kind === undefined) return refuse('voucher.unknownKind')
      const number = voucherNumber(tender.number)
      const usedOn = reader.voucherUsed(kind.id, number)
      if (usedOn !== undefined) return refuse('voucher.used', { number, usedOn })
      return accept({ type: 'voucher', voucher: { kind: kind.id, name: nameIn(kind.names, facts.language), number, faceValue: minor(tender.faceValue) }, over: kind.over })
    }
  }
}
