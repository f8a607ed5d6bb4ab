import { deviceSlots, type Input } from '../../contracts/ipc/index.ts'
import { type KeptPin, type NewItem, type RegisterWriter } from '../../db/index.ts'
import { type Department, type InStoreRule, type Names, type TarePreset } from '../../domain/catalogue/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { canonicalValue } from '../../domain/journal/index.ts'
import { fitsCurrency, hasRatesSwapped, taxPackById } from '../../domain/tax/index.ts'
import { cashRoundingRules } from '../../domain/tender/index.ts'
import { needsSetup } from '../queries/index.ts'
import { strongPin } from './set-pin.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'

/** What a new store may begin with. */
export interface FirstGoods {
  readonly items: readonly NewItem[]
  readonly departments: readonly Department[]
  readonly inStoreRules: readonly InStoreRule[]
  readonly tares: readonly TarePreset[]
  readonly tilePages: Parameters<RegisterWriter['saveTilePages']>[0]
}

export type SetupGiven = Omit<Input<'set-up'>, 'headOffice' | 'owner'> & {
  readonly owner: { readonly name: string }
  readonly goods?: FirstGoods
  /** Which answers a provisioning file had given, in its own words. */
  readonly provisioned: readonly string[]
}

/** Something at an open price, so that a store without a catalogue can sell on its first day. */
const openPrice: { readonly id: string; readonly names: Names } = { id: 'open-price', names: { en: 'Open price', 'zh-CN': '手输金额' } }

/** Before anything is hashed: whether there is anything to set up, and the PIN is no one that is guessed first. */
export function maySetUp(context: CommandContext, given: SetupGiven, pin: string): Result<undefined> {
  // Sent again: the command itself knows what became of it.
  if (context.database.requestSeen(context.request)) return accept(undefined)
  if (!needsSetup(context.database)) return refuse('setup.done')
  const [field] = wrongIn(given)
  return field === undefined ? strongPin(context, pin) : refuse('setup.invalid', { field })
}

/**
 * The store, its goods and its first person in one transaction: whatever ends this process, the register asks from the
 * beginning or is whole. Refuses `setup.done` and `setup.invalid` {field}. The owner's id is the request's, so that the same
 * request again is the same person. What an address of `devices` may be was looked at before, as for `setDevice`.
 */
export function setUp(context: CommandContext, { owner, goods, provisioned, catalogue, devices = {}, ...answers }: SetupGiven, pin: KeptPin): Result<{ readonly operatorId: string }> {
  const { database, request } = context
  return database.unitOfWork((): Result<{ readonly operatorId: string }> => {
    if (database.requestSeen(request)) return accept({ operatorId: request })
    if (!needsSetup(database)) return refuse('setup.done')
    const [field] = wrongIn({ ...answers, catalogue, ...(goods && { goods }) })
    if (field !== undefined) return refuse('setup.invalid', { field })
    database.saveFacts({ ...answers, ...(goods && { catalogueVersion: 1 }) })
    saveGoods(database, goods)
    database.savePerson({ id: request, name: owner.name, role: 'admin' })
    database.savePin(request, pin)
    // By the store's own clock from its first day on.
    const moment = context.moment()
    const businessDate = businessDateAt(context, moment)
    const { language, chainName, storeName, currency, taxPack, timeZone, cutOffHour, cashRounding } = answers
    database.append(moment, {
      type: 'register.setUp',
      schemaVersion: 1,
      businessDate,
      operator: request,
      body: canonicalValue({ operatorId: request, role: 'admin', language, chainName, storeName, currency, taxPack, timeZone, cutOffHour, cashRounding, catalogue, provisioned: provisioned.join(' ') }),
    })
    // With an entry for each, as if they had been chosen on the devices screen a moment later.
    for (const slot of deviceSlots) {
      const address = devices[slot]
      if (address === undefined) continue
      database.saveDeviceSetting(slot, address)
      database.append(moment, { type: 'setting.changed', schemaVersion: 1, businessDate, operator: request, body: { setting: `device.${slot}`, from: '', to: address } })
    }
    database.rememberRequest(request)
    return accept({ operatorId: request })
  })
}

/** What every register can sell, whatever else it knows. Inside a unit of work. */
export function saveOpenPrice(database: RegisterWriter): void {
  saveGoods(database, undefined)
}

function saveGoods(database: RegisterWriter, goods: FirstGoods | undefined): void {
  const { id, names } = openPrice
  const itemId = `item-${id}`
  database.saveItems([...(goods?.items ?? []), { item: { id: itemId, sku: id, names, unit: 'each', taxClass: 'standard' }, barcodes: [] }])
  database.saveDepartments([...(goods?.departments ?? []), { id, names, taxClass: 'standard', itemId }])
  if (goods === undefined) return
  database.saveInStoreRules(goods.inStoreRules)
  database.saveTares(goods.tares)
  database.saveTilePages(goods.tilePages)
}

type Judged = Pick<SetupGiven, 'taxPack' | 'timeZone' | 'currency' | 'cashRounding' | 'catalogue'>
/** A store that the example catalogue has prices for. */
type Example = Pick<SetupGiven, 'taxPack' | 'currency'>

/** Whoever sends the example's goods has looked where they have prices; without them there is no example to begin with. */
function wrongIn(given: Pick<SetupGiven, keyof Judged | 'goods'>): (keyof Judged)[] {
  return wrongAnswers(given, given.goods === undefined ? [] : [given])
}

/**
 * Every answer that this version could not sell by, in the order they are asked, also where two of them do not fit together:
 * then it is the later one. A missing one is not looked at.
 */
export function wrongAnswers({ taxPack, timeZone, currency, cashRounding, catalogue }: { readonly [Field in keyof Judged]?: Judged[Field] | undefined }, examples: readonly Example[]): (keyof Judged)[] {
  const rule = cashRounding !== undefined && Object.hasOwn(cashRoundingRules, cashRounding) ? cashRoundingRules[cashRounding] : undefined
  return [
    ...(taxPack !== undefined && (taxPackById(taxPack) === undefined || hasRatesSwapped(taxPack) || (currency !== undefined && !fitsCurrency(taxPack, currency))) ? ['taxPack' as const] : []),
    ...(timeZone !== undefined && !isTimeZone(timeZone) ? ['timeZone' as const] : []),
    ...(cashRounding !== undefined && cashRounding !== '' && (rule === undefined || (currency !== undefined && rule.currency !== currency)) ? ['cashRounding' as const] : []),
    ...(catalogue === 'example' && !examples.some((one) => (currency ?? one.currency) === one.currency && (taxPack ?? one.taxPack) === one.taxPack) ? ['catalogue' as const] : []),
  ]
}

function isTimeZone(name: string): boolean {
  // An offset like "+01:00" is a zone to Intl, and knows no summer time.
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
