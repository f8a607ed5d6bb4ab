import { type CurrencyCode } from '../domain/money/index.ts'
import { type Connection } from './connection.ts'
import { type LogoReads, type LogoWrites } from './logos.ts'
import { type FactChanges, type RegisterFacts } from './register-database.ts'
import { fromStoredJson } from './stored-json.ts'

type NewFacts = Omit<RegisterFacts, 'registerId'>
type Kept = Omit<NewFacts, 'logo'>

/** A register that nobody has enrolled: it can sell at once, under number 0, in its own first epoch. */
export const unenrolledFacts: Kept = {
  registerNumber: 0,
  epoch: 1,
  mode: 'live',
  storeId: '',
  storeName: '',
  chainName: '',
  storeLines: [],
  currency: 'CNY',
  taxPack: 'CN-2019',
  timeZone: 'Asia/Shanghai',
  cutOffHour: 4,
  language: 'zh-CN',
  catalogueVersion: 0,
  layout: 'tiles',
  lockAfterSeconds: 180,
}

interface Row {
  register_id: string
  register_number: number
  epoch: number
  mode: 'demo' | 'live'
  store_id: string
  store_name: string
  chain_name: string
  store_lines: string
  currency: CurrencyCode
  tax_pack: string
  time_zone: string
  cut_off_hour: number
  language: string
  catalogue_version: number
  layout: 'tiles' | 'scanFirst'
  head_office_url: string | null
  cash_rounding: string | null
  logo: string | null
  wedge: string | null
  lock_after: number
  return_days: number | null
  tax_rates: string | null
  receipt_footer: string
  currencies_taken: string | null
  voucher_kinds: string | null
  stored_value: string | null
  lay_away_least: number | null
  lay_away_days: number | null
  training: 0 | 1
  training_slips: 0 | 1
  left_epochs: string | null
  terms_before: string | null
}

function toRow(registerId: string, facts: Kept, logo: string | null): Row {
  return {
    register_id: registerId,
    register_number: facts.registerNumber,
    epoch: facts.epoch,
    // A demo underneath: the PIN of its trainer stands on the screen.
    mode: facts.mode === 'training' ? 'demo' : facts.mode,
    store_id: facts.storeId,
    store_name: facts.storeName,
    chain_name: facts.chainName,
    store_lines: JSON.stringify(facts.storeLines),
    currency: facts.currency,
    tax_pack: facts.taxPack,
    time_zone: facts.timeZone,
    cut_off_hour: facts.cutOffHour,
    language: facts.language,
    catalogue_version: facts.catalogueVersion,
    layout: facts.layout,
    // An empty address takes it back: a register may be retired from one head office before it meets another.
    head_office_url: facts.headOfficeUrl === undefined || facts.headOfficeUrl === '' ? null : facts.headOfficeUrl,
    cash_rounding: facts.cashRounding === undefined || facts.cashRounding === '' ? null : facts.cashRounding,
    logo,
    wedge: facts.wedge === undefined ? null : JSON.stringify(facts.wedge),
    lock_after: facts.lockAfterSeconds,
    return_days: facts.returnDays ?? null,
    tax_rates: facts.taxRates === undefined || facts.taxRates.length === 0 ? null : JSON.stringify(facts.taxRates),
    receipt_footer: JSON.stringify(facts.receiptFooter ?? []),
    currencies_taken: facts.currenciesTaken === undefined || facts.currenciesTaken.length === 0 ? null : JSON.stringify(facts.currenciesTaken),
    voucher_kinds: facts.voucherKinds === undefined || facts.voucherKinds.length === 0 ? null : JSON.stringify(facts.voucherKinds),
    stored_value: facts.storedValue === undefined ? null : JSON.stringify(facts.storedValue),
    lay_away_least: facts.layAwayLeast ?? null,
    lay_away_days: facts.layAwayDays ?? null,
    training: facts.mode === 'training' ? 1 : 0,
    training_slips: facts.trainingSlips === true ? 1 : 0,
    left_epochs: facts.left === undefined || facts.left.length === 0 ? null : JSON.stringify(facts.left),
    terms_before: facts.termsBefore === undefined || facts.termsBefore.length === 0 ? null : JSON.stringify(facts.termsBefore),
  }
}

function toFacts(row: Row, logoBy: LogoReads['logoBy']): RegisterFacts {
  return {
    registerId: row.register_id,
    registerNumber: row.register_number,
    epoch: row.epoch,
    mode: row.training === 1 ? 'training' : row.mode,
    storeId: row.store_id,
    storeName: row.store_name,
    chainName: row.chain_name,
    storeLines: fromStoredJson<string[]>(row.store_lines),
    currency: row.currency,
    taxPack: row.tax_pack,
    timeZone: row.time_zone,
    cutOffHour: row.cut_off_hour,
    language: row.language,
    catalogueVersion: row.catalogue_version,
    layout: row.layout,
    lockAfterSeconds: row.lock_after,
    ...(row.head_office_url === null ? {} : { headOfficeUrl: row.head_office_url }),
    ...(row.cash_rounding === null ? {} : { cashRounding: row.cash_rounding }),
    ...(row.wedge === null ? {} : { wedge: fromStoredJson<NonNullable<RegisterFacts['wedge']>>(row.wedge) }),
    ...(row.tax_rates === null ? {} : { taxRates: fromStoredJson<NonNullable<RegisterFacts['taxRates']>>(row.tax_rates) }),
    ...(row.return_days === null ? {} : { returnDays: row.return_days }),
    ...(row.receipt_footer === '[]' ? {} : { receiptFooter: fromStoredJson<string[]>(row.receipt_footer) }),
    ...(row.currencies_taken === null ? {} : { currenciesTaken: fromStoredJson<NonNullable<RegisterFacts['currenciesTaken']>>(row.currencies_taken) }),
    ...(row.voucher_kinds === null ? {} : { voucherKinds: fromStoredJson<NonNullable<RegisterFacts['voucherKinds']>>(row.voucher_kinds) }),
    ...(row.stored_value === null ? {} : { storedValue: fromStoredJson<NonNullable<RegisterFacts['storedValue']>>(row.stored_value) }),
    ...(row.lay_away_least === null ? {} : { layAwayLeast: row.lay_away_least }),
    ...(row.lay_away_days === null ? {} : { layAwayDays: row.lay_away_days }),
    ...(row.training_slips === 0 ? {} : { trainingSlips: true }),
    ...(row.left_epochs === null ? {} : { left: fromStoredJson<NonNullable<RegisterFacts['left']>>(row.left_epochs) }),
    ...(row.terms_before === null ? {} : { termsBefore: fromStoredJson<NonNullable<RegisterFacts['termsBefore']>>(row.terms_before) }),
    ...(row.logo === null ? {} : { logo: logoBy(row.logo) }),
  }
}

/** Read each time: the read-only worker must see an enrolment that the writer just made. */
export function readFacts(db: Connection, { logoBy }: Pick<LogoReads, 'logoBy'>) {
  const select = db.prepare<[], Row>('SELECT * FROM register')
  return {
    facts(): RegisterFacts {
      const row = select.get()
      if (row === undefined) throw new Error('a register without facts')
      return toFacts(row, logoBy)
    },
    logoHash: (): string => select.get()?.logo ?? '',
  }
}

export function writeFacts(db: Connection, logos: Pick<LogoReads, 'logoBy'> & Pick<LogoWrites, 'keepLogo'>) {
  const exists = db.prepare<[], number>('SELECT count(*) FROM register').pluck()
  const insert = db.prepare<[Row]>(`INSERT INTO register (only, register_id, register_number, epoch, mode, store_id, store_name, chain_name, store_lines,
      currency, tax_pack, time_zone, cut_off_hour, language, catalogue_version, layout, head_office_url, cash_rounding, logo, wedge, lock_after, return_days, tax_rates, receipt_footer, currencies_taken, voucher_kinds, stored_value, lay_away_least, lay_away_days, training, training_slips, left_epochs, terms_before)
    VALUES (1, @register_id, @register_number, @epoch, @mode, @store_id, @store_name, @chain_name, @store_lines,
      @currency, @tax_pack, @time_zone, @cut_off_hour, @language, @catalogue_version, @layout, @head_office_url, @cash_rounding, @logo, @wedge, @lock_after, @return_days, @tax_rates, @receipt_footer, @currencies_taken, @voucher_kinds, @stored_value, @lay_away_least, @lay_away_days, @training, @training_slips, @left_epochs, @terms_before)`)
  const update = db.prepare<[Row]>(`UPDATE register SET register_id = @register_id, register_number = @register_number, epoch = @epoch, mode = @mode,
      store_id = @store_id, store_name = @store_name, chain_name = @chain_name, store_lines = @store_lines, currency = @currency,
      tax_pack = @tax_pack, time_zone = @time_zone, cut_off_hour = @cut_off_hour, language = @language, catalogue_version = @catalogue_version, layout = @layout, head_office_url = @head_office_url, cash_rounding = @cash_rounding, logo = @logo, wedge = @wedge, lock_after = @lock_after, return_days = @return_days, tax_rates = @tax_rates, receipt_footer = @receipt_footer, currencies_taken = @currencies_taken, voucher_kinds = @voucher_kinds, stored_value = @stored_value, lay_away_least = @lay_away_least, lay_away_days = @lay_away_days, training = @training, training_slips = @training_slips, left_epochs = @left_epochs, terms_before = @terms_before`)
  const forgetDemoPins = db.prepare('UPDATE operator SET demo_pin = NULL WHERE demo_pin IS NOT NULL')
  const { facts, logoHash } = readFacts(db, logos)
  const countOpening = db.prepare('UPDATE opening SET times = times + 1')
  return {
    /** A new register's id is made here, once; no trigger or statement can change it afterwards. */
    create(newId: () => string, first: Partial<NewFacts>): void {
      if (exists.get() === 0) insert.run(toRow(newId(), { ...unenrolledFacts, ...first }, first.logo === undefined ? null : logos.keepLogo(first.logo)))
    },
    countOpening(): void {
      countOpening.run()
    },
    saveFacts({ logo, wedge, returnDays, ...changes }: FactChanges): void {
      const before = logoHash()
      const { wedge: measured, returnDays: daysNow, ...kept } = facts()
      const gun = wedge === undefined ? measured : (wedge ?? undefined)
      const days = returnDays === undefined ? daysNow : (returnDays ?? undefined)
      const next = { ...kept, ...(gun && { wedge: gun }), ...(days === undefined ? {} : { returnDays: days }), ...changes }
      const hash = logo === undefined ? before : logo === null ? '' : logos.keepLogo(logo)
      update.run(toRow(next.registerId, next, hash === '' ? null : hash))
      // A register that leaves demo mode must not keep PINs that anyone could read on its screen.
      if (next.mode === 'live') forgetDemoPins.run()
    },
  }
}
