import type { FedSetting } from '../../contracts/replication/index.ts'
import { defaultGrant, type Grant, permissionKinds, type Permission, type Role } from '../../domain/authority/index.ts'
import { currencies, type CurrencyCode, decimalText, minor, parseAmount } from '../../domain/money/index.ts'
import { mostRightLimit } from '../../domain/settings/index.ts'
import { element } from './dom.ts'
import { percentText, ppmOf } from './percent.ts'
import { field } from './put-away.ts'
import { type FieldParts } from './setting-fields.ts'
import { choice, type Fields } from './typed-fields.ts'

type Of<Kind extends FedSetting['kind']> = Extract<FedSetting, { readonly kind: Kind }>
type Limited = { readonly ok: true; readonly limit: number; readonly currency?: CurrencyCode } | { readonly ok: false; readonly why: string; readonly where: HTMLElement }

interface LimitField {
  readonly rows: readonly HTMLElement[]
  readonly show: (shown: boolean) => void
  readonly read: () => Limited
}

/** What a role may do of a right. What nobody keeps yet begins as a till does that nobody changed: what the store's own is, head office does not know. */
export function grantFields({ role, permission }: { readonly role: Role; readonly permission: Permission }, kept: Of<'grant'> | undefined, parts: FieldParts): Fields {
  const words = parts.said.rights
  const { unit, approvable } = permissionKinds[permission]
  const stands: Grant = kept?.grant ?? defaultGrant(role, permission)
  const ways = ['no', ...(approvable ? ['ask' as const] : []), ...(unit === 'none' ? [] : ['upTo' as const]), 'yes'] as const
  const way = choice(words.way, ways.map((one) => [one, words.choose[one]] as const), typeof stands === 'number' ? 'upTo' : stands)
  const limit = limitField(permission, typeof stands === 'number' ? stands : undefined, kept?.currency, parts)
  const follow = (): void => limit.show(way.select.value === 'upTo')
  way.select.addEventListener('change', follow)
  follow()
  return {
    rows: [way.row, ...limit.rows, ...(permission === 'managePeople' ? [element('p', 'note', [words.peopleHow])] : [])],
    first: way.select,
    read: () => {
      const chosen = ways.find((one) => one === way.select.value) ?? 'no'
      if (chosen !== 'upTo') return { ok: true, setting: { kind: 'grant', role, permission, grant: chosen } }
      const read = limit.read()
      return read.ok ? { ok: true, setting: { kind: 'grant', role, permission, grant: read.limit, ...(read.currency !== undefined && { currency: read.currency }) } } : read
    },
  }
}

/** The amount of a right above which two people have to agree. */
export function secondPersonFields(permission: Permission, kept: Of<'secondPerson'> | undefined, parts: FieldParts): Fields {
  const words = parts.said.rights
  const above = kept?.above ?? undefined
  const way = choice(words.way, [['none', words.choose.none], ['above', words.choose.above]], above === undefined ? 'none' : 'above')
  const limit = limitField(permission, above, kept?.currency, parts)
  const follow = (): void => limit.show(way.select.value === 'above')
  way.select.addEventListener('change', follow)
  follow()
  return {
    rows: [way.row, ...limit.rows],
    first: way.select,
    read: () => {
      if (way.select.value !== 'above') return { ok: true, setting: { kind: 'secondPerson', permission, above: null } }
      const read = limit.read()
      return read.ok ? { ok: true, setting: { kind: 'secondPerson', permission, above: read.limit, ...(read.currency !== undefined && { currency: read.currency }) } } : read
    },
  }
}

/** A share, or an amount with its currency: head office need not know yet what the store sells in. */
function limitField(permission: Permission, value: number | undefined, keptIn: string | undefined, { said, currency: known }: FieldParts): LimitField {
  const isShare = permissionKinds[permission].unit === 'ppm'
  const limit = field(isShare ? said.rights.limitPercent : said.rights.limitAmount, 16)
  limit.input.inputMode = 'decimal'
  const paidIn = field(said.currency, 3)
  const of = keptIn ?? known ?? ''
  paidIn.input.value = of
  if (value !== undefined) limit.input.value = isShare ? percentText(value) : isCurrency(of) ? decimalText(minor(value), of) : ''
  const rows = isShare ? [limit.row] : [paidIn.row, limit.row]
  return {
    rows,
    show: (shown) => {
      for (const row of rows) row.hidden = !shown
    },
    read: () => {
      if (isShare) {
        const share = ppmOf(limit.input.value)
        return share === undefined || share === 0 ? { ok: false, why: said.rights.percentWrong, where: limit.input } : { ok: true, limit: share }
      }
      const currency = paidIn.input.value.trim().toUpperCase()
      if (!isCurrency(currency)) return { ok: false, why: said.currencyFirst, where: paidIn.input }
      const amount = parseAmount(limit.input.value, currency)
      if (amount === undefined) return { ok: false, why: said.amountWrong, where: limit.input }
      return amount > mostRightLimit(currency) ? { ok: false, why: said.rights.amountTooLarge, where: limit.input } : { ok: true, limit: amount, currency }
    },
  }
}

function isCurrency(code: string): code is CurrencyCode {
  return Object.hasOwn(currencies, code)
}
