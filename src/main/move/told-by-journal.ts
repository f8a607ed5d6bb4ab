import { type FactChanges, type NewItem, type Operator, type RegisterFacts, type RegisterReader } from '../../db/index.ts'
import { isGrant, mayNeedTwo, permissions, roles, type Grant, type Permission, type Role } from '../../domain/authority/index.ts'
import { type Customer } from '../../domain/customer/index.ts'
import { parseEntry, type EntryContent } from '../../domain/journal/index.ts'
import { minor } from '../../domain/money/index.ts'
import { type SaleBody } from '../../domain/sale/index.ts'
import { type AddedRate } from '../../domain/tax/index.ts'
import { heldGoods, type HeldGoods } from './held-goods.ts'
import { soldGoods, type MadeGoods } from './sold-goods.ts'

/** Read of a journal at once. */
const piece = 500

/** What a register's journal says of rows that no entry is: as much of each as was written down. */
export interface ToldByJournal {
  readonly facts: FactChanges
  /** Names were never in a journal: each is called by the end of their id until somebody names them. */
  readonly people: readonly Omit<Operator, 'demoPin'>[]
  readonly customers: readonly Customer[]
  readonly grants: readonly { readonly role: Role; readonly permission: Permission; readonly grant: Grant }[]
  /** The amounts above which two people have to agree; undefined: none. */
  readonly secondPerson: readonly { readonly permission: Permission; readonly above: number | undefined }[]
  /** What was ever sold or made at the till, as it was last. */
  readonly goods: readonly NewItem[]
  /** Sales that are held, and goods that are laid aside. */
  readonly held: readonly HeldGoods[]
  /** Documents with a receipt number on the busiest day. */
  readonly busiest: number
  /** When the last entry was written, epoch milliseconds; 0: there is none. */
  readonly lastAt: number
}

/** What of a journal is looked at here. */
const told = /^(?:sale|refund)\.completed$|^register\.(?:setUp|enrolled)$|^setting\.changed$|^tax\.rate|^operator\.(?:added|saved|signedOn)$|^customer\.|^permission\.changed$|^item\.(?:created|priced)$|^basket\.(?:suspended|resumed|cancelled)$|^layAway\./

type Fields = Readonly<Record<string, unknown>>

/** Reads the whole journal of this file once, the oldest entry first. */
export function toldByJournal(reader: Pick<RegisterReader, 'entriesAfter' | 'facts'>): ToldByJournal {
  const read = readings(reader.facts())
  for (let epoch = 1; epoch <= reader.facts().epoch; epoch += 1) {
    for (let after = 0; ; ) {
      const entries = reader.entriesAfter(epoch, after, piece)
      for (const { type, seq, text } of entries) {
        // Most of a journal says nothing of other rows; the last of a page says how late it is.
        const content = told.test(type) || seq === entries.at(-1)?.seq ? parseEntry(text) : undefined
        if (content !== undefined) read.take(content)
      }
      after = entries.at(-1)?.seq ?? after
      if (entries.length < piece) break
    }
  }
  return read.told()
}

function readings({ language, epoch: newest }: Pick<RegisterFacts, 'language' | 'epoch'>) {
  const changes: { facts: FactChanges } = { facts: {} }
  const people = new Map<string, Omit<Operator, 'demoPin'>>()
  const customers = new Map<string, Customer>()
  const grants = new Map<string, ToldByJournal['grants'][number]>()
  const secondPerson = new Map<Permission, ToldByJournal['secondPerson'][number]>()
  const rates = new Map<string, AddedRate>()
  const days = new Map<string, number>()
  const seen = new Set<string>()
  const goods = soldGoods()
  const held = heldGoods()
  let lastAt = 0
  let catalogue = 0

  function fact(change: FactChanges): void {
    changes.facts = { ...changes.facts, ...change }
  }

  function setting(name: string, to: string): void {
    const lines = to === '' ? [] : to.split('\n')
    if (name === 'store.chainName') fact({ chainName: to })
    else if (name === 'store.storeName') fact({ storeName: to })
    else if (name === 'store.storeLines') fact({ storeLines: lines })
    else if (name === 'store.receiptFooter') fact({ receiptFooter: lines })
    else if (name === 'store.returnDays') fact({ returnDays: to === '' ? null : Number(to) })
    else if (name === 'store.layAway.leastPercent') fact({ layAwayLeast: Number(to) })
    else if (name === 'store.layAway.days') fact({ layAwayDays: Number(to) })
    else if (name === 'store.trainingSlips') fact({ trainingSlips: to === 'printed' })
    else if (name === 'lockAfter') fact({ lockAfterSeconds: Number(to) })
    else if (name === 'layout' && (to === 'tiles' || to === 'scanFirst')) fact({ layout: to })
    else if (name === 'store.storedValue') {
      const [, sold, card, credit] = /^(sold|not sold) (\d+) (\d+)$/.exec(to) ?? []
      if (sold !== undefined) fact({ storedValue: { giftCards: sold === 'sold', giftCardOffline: Number(card), storeCreditOffline: Number(credit) } })
    }
  }

  function rate(type: string, body: Fields): void {
    const { pack, taxClass, startsOn, rate: ppm, parts } = said<AddedRate & { readonly startsOn: string }>(body)
    const key = `${pack} ${taxClass} ${startsOn}`
    if (type === 'tax.rateWithdrawn') rates.delete(key)
    else rates.set(key, { pack, taxClass, from: startsOn, rate: ppm, ...(parts === undefined ? {} : { parts }) })
  }

  function person({ operatorId, role, active }: Fields): void {
    if (typeof operatorId !== 'string' || !isRole(role)) return
    people.set(operatorId, { id: operatorId, name: calledBy(operatorId), role, ...(active === 'no' ? { inactive: true as const } : {}) })
  }

  function customer(type: string, { customerId, active, limit }: Fields): void {
    if (typeof customerId !== 'string') return
    const before: Customer = customers.get(customerId) ?? { id: customerId, name: calledBy(customerId) }
    const { accountLimit, inactive, ...rest } = before
    if (type === 'customer.erased') customers.set(customerId, { id: customerId, name: '', erased: true })
    else if (type === 'customer.limitSet') customers.set(customerId, { ...before, ...(typeof limit === 'number' ? { accountLimit: minor(limit) } : {}) })
    else customers.set(customerId, { ...rest, ...(accountLimit === undefined ? {} : { accountLimit }), ...(active === 'no' || (active === undefined && inactive === true) ? { inactive: true as const } : {}) })
    if (type === 'customer.limitSet' && typeof limit !== 'number') customers.set(customerId, { ...rest, ...(inactive === true ? { inactive } : {}) })
  }

  function rightOf({ role, permission, to, secondPersonAbove: above }: Fields): void {
    const grant = typeof to === 'string' ? wordedGrant(to) : undefined
    const named = permissions.find((one) => one === permission)
    if (role === undefined && named !== undefined && mayNeedTwo(named) && (above === 'none' || (typeof above === 'number' && Number.isSafeInteger(above) && above >= 0))) secondPerson.set(named, { permission: named, above: above === 'none' ? undefined : above })
    if (isRole(role) && named !== undefined && grant !== undefined && isGrant(named, grant)) grants.set(`${role} ${named}`, { role, permission: named, grant })
  }

  return {
    take({ id, type, at, businessDate, body, schemaVersion, operator, catalogueVersion }: EntryContent): void {
      lastAt = Math.max(lastAt, at)
      catalogue = Math.max(catalogue, catalogueVersion)
      // Issued again in a later epoch.
      if (!told.test(type) || seen.has(id)) return
      if (newest > 1) seen.add(id)
      if (schemaVersion !== 1 || typeof body !== 'object' || Array.isArray(body)) return
      const fields = body as Fields
      if (type === 'sale.completed' || type === 'refund.completed') days.set(businessDate, (days.get(businessDate) ?? 0) + 1)
      if (type === 'sale.completed') {
        const sale = said<SaleBody>(body)
        fact({ currency: sale.currency, taxPack: sale.taxPack })
        goods.sold(sale)
        held.sold(sale)
        if (sale.customer !== undefined && !customers.has(sale.customer)) customer('customer.added', { customerId: sale.customer })
      } else if (type === 'register.setUp') {
        const { language, chainName, storeName, currency, taxPack, timeZone, cutOffHour, cashRounding } = said<RegisterFacts>(body)
        fact({ language, chainName, storeName, currency, taxPack, timeZone, cutOffHour, ...(cashRounding === undefined ? {} : { cashRounding }) })
        person({ ...fields, active: 'yes' })
      } else if (type === 'register.enrolled') {
        // From then on the store is called as head office says, until somebody calls it otherwise here.
        const { chainName: _chain, storeName: _store, storeLines: _lines, ...rest } = changes.facts
        changes.facts = rest
      } else if (type === 'setting.changed' && typeof fields['setting'] === 'string') setting(fields['setting'], String(fields['to']))
      else if (type.startsWith('tax.rate')) rate(type, fields)
      else if (type === 'operator.added' || type === 'operator.saved') person(fields)
      else if (type.startsWith('customer.')) customer(type, fields)
      else if (type === 'basket.suspended') held.suspended({ at, businessDate, operator, catalogueVersion }, said(body))
      else if (type === 'basket.resumed') held.resumed(said(body))
      else if (type === 'layAway.made') held.made(said(body))
      else if (type === 'layAway.cancelled' || type === 'basket.cancelled') held.ended(said(body))
      else if (type === 'permission.changed') rightOf(fields)
      else if (type === 'item.created' || type === 'item.priced') goods.made(said<MadeGoods>(body))
      if (operator !== 'system' && !people.has(operator) && type === 'operator.signedOn') people.set(operator, { id: operator, name: calledBy(operator), role: 'cashier' })
    },
    told(): ToldByJournal {
      const known = goods.all(changes.facts.language ?? language)
      return {
        facts: { ...changes.facts, catalogueVersion: catalogue, ...(rates.size === 0 ? {} : { taxRates: [...rates.values()] }) },
        people: [...people.values()],
        customers: [...customers.values()],
        grants: [...grants.values()],
        secondPerson: [...secondPerson.values()],
        goods: known,
        held: held.all(known, changes.facts.language ?? language),
        busiest: Math.max(0, ...days.values()),
        lastAt,
      }
    },
  }
}

/** What is behind the last dash of an id tells two people of one shop apart. */
function calledBy(id: string): string {
  return `#${id.slice(-4).toUpperCase()}`
}

/** Our own words, whose hash was just found sound. */
function said<T>(body: unknown): T {
  return body as T
}

function isRole(role: unknown): role is Role {
  return roles.some((one) => one === role)
}

function wordedGrant(word: string): Grant | undefined {
  const [, upTo] = /^upTo:(\d+)$/.exec(word) ?? []
  if (upTo !== undefined) return Number(upTo)
  return word === 'yes' || word === 'no' || word === 'ask' ? word : undefined
}
