import type { FedSetting, SeveralKind } from '../../contracts/replication/index.ts'
import { hasHiddenSigns } from '../../domain/catalogue/index.ts'
import { lossRules } from '../../domain/loss-watch/index.ts'
import { currencies, type CurrencyCode, decimalText, minor, parseAmount } from '../../domain/money/index.ts'
import { settingBounds } from '../../domain/settings/index.ts'
import { cashRoundingRules } from '../../domain/tender/index.ts'
import { element } from './dom.ts'
import { field } from './put-away.ts'
import { percentText, ppmOf } from './percent.ts'
import { type SettingWords } from './setting-words.ts'
import { templateFields } from './template-fields.ts'
import { choice, type Fields } from './typed-fields.ts'

/** Three days: over a weekend and a Monday on which nobody came. */
const usualOfflineHours = 72

export interface FieldParts {
  readonly said: SettingWords
  /** What the store's prices are in, where head office knows it. */
  readonly currency: string | undefined
}

/** Which setting is to be typed: its kind and what makes it one of several. Of a tax class the fields are in tax-fields.ts, of a right in right-fields.ts. */
export type Blank = Exclude<FedSetting['kind'], SeveralKind> | { readonly rule: Extract<FedSetting, { kind: 'lossLimit' }>['rule'] } | { readonly paper: Extract<FedSetting, { kind: 'template' }>['paper'] }

/** The fields of a setting, filled with what head office keeps of it, where it does. */
export function settingFields(blank: Blank, kept: FedSetting | undefined, parts: FieldParts): Fields {
  if (typeof blank === 'object') return 'rule' in blank ? limitFields(blank.rule, kept?.kind === 'lossLimit' ? kept.value : undefined, parts) : templateFields(blank.paper, kept?.kind === 'template' ? kept.template : undefined, parts.said)
  switch (blank) {
    case 'chainName':
    case 'storeName': return nameField(blank, kept?.kind === blank ? kept.value : '', parts.said)
    case 'storeLines':
    case 'receiptFooter': return lineFields(blank, kept?.kind === blank ? kept.value : [], parts.said)
    case 'returnDays': return returnField(kept?.kind === blank ? kept.value : null, parts.said)
    case 'layAway': return layAwayFields(kept?.kind === blank ? kept : undefined, parts.said)
    case 'storedValue': return storedValueFields(kept?.kind === blank ? kept : undefined, parts)
    case 'cashRounding': return roundingField(kept?.kind === blank ? kept.value : '', parts)
    case 'lockAfter': return lockField(kept?.kind === blank ? kept.value : 180, parts.said)
    case 'offlineHours': return offlineField(kept?.kind === blank ? kept.value : usualOfflineHours, parts.said)
  }
}

function filled(label: string, longest: number, value: string, inputMode?: string): ReturnType<typeof field> {
  const made = field(label, longest)
  made.input.value = value
  if (inputMode !== undefined) made.input.inputMode = inputMode
  return made
}

/** A whole number within these bounds; undefined for anything else. */
function wholeIn(text: string, least: number, most: number): number | undefined {
  const digits = text.normalize('NFKC').trim()
  const number = /^\d{1,9}$/u.test(digits) ? Number(digits) : Number.NaN
  return number >= least && number <= most ? number : undefined
}

function nameField(kind: 'chainName' | 'storeName', value: string, said: SettingWords): Fields {
  const name = filled(said.names[kind], settingBounds.line, value)
  return {
    rows: [name.row],
    first: name.input,
    read: () => {
      const text = name.input.value.trim()
      if (text === '') return { ok: false, why: said.emptyText, where: name.input }
      return hasHiddenSigns(text) ? { ok: false, why: said.hidden, where: name.input } : { ok: true, setting: { kind, value: text } }
    },
  }
}

function lineFields(kind: 'storeLines' | 'receiptFooter', value: readonly string[], said: SettingWords): Fields {
  const most = kind === 'storeLines' ? settingBounds.storeLines : settingBounds.footerLines
  const lines = Array.from({ length: most }, (_, index) => filled(said.line(said.names[kind], index + 1), settingBounds.line, value[index] ?? ''))
  const [first] = lines
  if (first === undefined) throw new Error('a paper has lines')
  return {
    rows: lines.map(({ row }) => row),
    first: first.input,
    read: () => {
      const hidden = lines.find(({ input }) => hasHiddenSigns(input.value))
      if (hidden !== undefined) return { ok: false, why: said.hidden, where: hidden.input }
      return { ok: true, setting: { kind, value: lines.map(({ input }) => input.value.trim()).filter((line) => line !== '') } }
    },
  }
}

function returnField(value: number | null, said: SettingWords): Fields {
  const days = filled(said.returnDays, 4, value === null ? '' : String(value), 'numeric')
  return {
    rows: [days.row, element('p', 'note', [said.returnHow])],
    first: days.input,
    read: () => {
      if (days.input.value.trim() === '') return { ok: true, setting: { kind: 'returnDays', value: null } }
      const count = wholeIn(days.input.value, 0, settingBounds.returnDays)
      return count === undefined ? { ok: false, why: said.between(0, settingBounds.returnDays), where: days.input } : { ok: true, setting: { kind: 'returnDays', value: count } }
    },
  }
}

function layAwayFields(kept: Extract<FedSetting, { kind: 'layAway' }> | undefined, said: SettingWords): Fields {
  const least = filled(said.leastPercent, 3, String(kept?.leastPercent ?? 20), 'numeric')
  const days = filled(said.keptDays, 3, String(kept?.days ?? 30), 'numeric')
  return {
    rows: [least.row, days.row],
    first: least.input,
    read: () => {
      const leastPercent = wholeIn(least.input.value, 0, 100)
      if (leastPercent === undefined) return { ok: false, why: said.between(0, 100), where: least.input }
      const count = wholeIn(days.input.value, 1, settingBounds.layAwayDays)
      return count === undefined ? { ok: false, why: said.between(1, settingBounds.layAwayDays), where: days.input } : { ok: true, setting: { kind: 'layAway', leastPercent, days: count } }
    },
  }
}

function storedValueFields(kept: Extract<FedSetting, { kind: 'storedValue' }> | undefined, { said, currency: known }: FieldParts): Fields {
  const paidIn = filled(said.currency, 3, kept?.currency ?? known ?? '')
  const sold = choice(said.giftCards, [['yes', said.sold], ['no', said.notSold]], kept?.giftCards === false ? 'no' : 'yes')
  const amountOf = (value: number | undefined): string => (kept === undefined ? '0' : decimalText(minor(value ?? 0), kept.currency))
  const card = filled(said.giftCardOffline, 14, amountOf(kept?.giftCardOffline), 'decimal')
  const credit = filled(said.storeCreditOffline, 14, amountOf(kept?.storeCreditOffline), 'decimal')
  return {
    rows: [paidIn.row, sold.row, element('p', 'note', [said.unasked]), card.row, credit.row],
    first: sold.select,
    read: () => {
      const currency = paidIn.input.value.trim().toUpperCase()
      if (!isCurrency(currency)) return { ok: false, why: said.currencyFirst, where: paidIn.input }
      const [giftCardOffline, storeCreditOffline] = [parseAmount(card.input.value, currency), parseAmount(credit.input.value, currency)]
      if (giftCardOffline === undefined || giftCardOffline > settingBounds.unasked) return { ok: false, why: said.amountWrong, where: card.input }
      if (storeCreditOffline === undefined || storeCreditOffline > settingBounds.unasked) return { ok: false, why: said.amountWrong, where: credit.input }
      return { ok: true, setting: { kind: 'storedValue', currency, giftCards: sold.select.value === 'yes', giftCardOffline, storeCreditOffline } }
    },
  }
}

function roundingField(value: string, { said, currency }: FieldParts): Fields {
  const rules = Object.values(cashRoundingRules).filter((rule) => currency === undefined || rule.currency === currency || rule.id === value)
  const rule = choice(said.names.cashRounding, [['', said.noRounding], ...rules.map((one) => [one.id, currency === one.currency ? said.rounding(one.id) : `${said.rounding(one.id)} (${one.currency})`] as const)], value)
  return { rows: [rule.row, element('p', 'note', [said.roundingHow])], first: rule.select, read: () => ({ ok: true, setting: { kind: 'cashRounding', value: rule.select.value } }) }
}

function lockField(value: number, said: SettingWords): Fields {
  const seconds = filled(said.lockSeconds, 4, String(value), 'numeric')
  return {
    rows: [seconds.row, element('p', 'note', [said.lockHow])],
    first: seconds.input,
    read: () => {
      const count = wholeIn(seconds.input.value, 0, settingBounds.lockAfter)
      return count === undefined ? { ok: false, why: said.between(0, settingBounds.lockAfter), where: seconds.input } : { ok: true, setting: { kind: 'lockAfter', value: count } }
    },
  }
}

function offlineField(value: number, said: SettingWords): Fields {
  const hours = filled(said.offlineHours, 4, String(value), 'numeric')
  return {
    rows: [hours.row, ...said.offlineHow.map((text) => element('p', 'note', [text]))],
    first: hours.input,
    read: () => {
      const count = wholeIn(hours.input.value, 1, settingBounds.offlineHours)
      return count === undefined ? { ok: false, why: said.between(1, settingBounds.offlineHours), where: hours.input } : { ok: true, setting: { kind: 'offlineHours', value: count } }
    },
  }
}

function limitFields(rule: Extract<FedSetting, { kind: 'lossLimit' }>['rule'], kept: number | undefined, { said }: FieldParts): Fields {
  const isRate = lossRules[rule].per === 'rate'
  const value = kept ?? lossRules[rule].limit
  const limit = filled(isRate ? said.limitPercent : said.limitCount, 9, isRate ? percentText(value) : String(value), isRate ? 'decimal' : 'numeric')
  return {
    rows: [limit.row],
    first: limit.input,
    read: () => {
      const count = isRate ? ppmOf(limit.input.value) : wholeIn(limit.input.value, 1, settingBounds.lossLimit)
      return count === undefined || count < 1 ? { ok: false, why: isRate ? said.percentWrong : said.between(1, settingBounds.lossLimit), where: limit.input } : { ok: true, setting: { kind: 'lossLimit', rule, value: count } }
    },
  }
}

function isCurrency(code: string): code is CurrencyCode {
  return Object.hasOwn(currencies, code)
}
