import { z } from 'zod'
import { fitsCell, mayNeedTwo, permissionKinds, permissions, roles, type Grant, type Permission } from '../../domain/authority/index.ts'
import { hasHiddenSigns } from '../../domain/catalogue/index.ts'
import { lossRuleNames, type LossRule } from '../../domain/loss-watch/index.ts'
import { currencies, type CurrencyCode } from '../../domain/money/index.ts'
import { paperKinds, paperLanguages, paperParts, templateLimits } from '../../domain/receipt/index.ts'
import { grantId, lossLimitId, mostRightLimit, secondPersonId, settingBounds, taxRatesId, templateId } from '../../domain/settings/index.ts'

const paperLine = z.string().trim().min(1).max(settingBounds.line).regex(/^\P{Cc}*$/u)
const codes = Object.keys(currencies) as [CurrencyCode, ...CurrencyCode[]]
const ppm = z.int().min(0).max(1_000_000)
const unasked = z.int().nonnegative().max(settingBounds.unasked)
const permission = z.enum(permissions as readonly [Permission, ...Permission[]])
/** Of a limit that is an amount: without it nobody could say whether a thousand is ten pounds or a thousand yen. */
const ofCurrency = z.exactOptional(z.enum(codes))
const templateLines = z.array(z.string().max(200)).max(templateLimits.lines)
/** Of one tax class. */
export const mostFedRates = 20

export const fedRate = z.object({
  /** A business date; whether the calendar has it is looked at where it is used. */
  from: z.string().regex(/^\d{4}-\d{2}-\d{2}$/u),
  rate: ppm,
  parts: z.exactOptional(z.array(z.object({ name: paperLine.max(40), rate: ppm, on: z.enum(['net', 'netAndTax']) })).min(1).max(8)),
})
export type FedRate = z.infer<typeof fedRate>

/**
 * One setting of a store that head office keeps, whole. Its bounds are those of the store's own pages. Open, as everything that is fed: what an older register does not
 * know of one is not there for it, and a kind that it does not know it says so of.
 */
export const fedSetting = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('chainName'), value: paperLine }),
  z.object({ kind: z.literal('storeName'), value: paperLine }),
  z.object({ kind: z.literal('storeLines'), value: z.array(paperLine).max(settingBounds.storeLines) }),
  z.object({ kind: z.literal('receiptFooter'), value: z.array(paperLine).max(settingBounds.footerLines) }),
  /** Null: for ever. */
  z.object({ kind: z.literal('returnDays'), value: z.int().min(0).max(settingBounds.returnDays).nullable() }),
  z.object({ kind: z.literal('layAway'), leastPercent: z.int().min(0).max(100), days: z.int().min(1).max(settingBounds.layAwayDays) }),
  z.object({ kind: z.literal('storedValue'), currency: z.enum(codes), giftCards: z.boolean(), giftCardOffline: unasked, storeCreditOffline: unasked }),
  /** Empty: to the last minor unit. */
  z.object({ kind: z.literal('cashRounding'), value: z.string().max(64) }),
  z.object({ kind: z.literal('lockAfter'), value: z.int().min(0).max(settingBounds.lockAfter) }),
  /** Since head office answered last: past it whoever it feeds may do no more than a cashier. */
  z.object({ kind: z.literal('offlineHours'), value: z.int().min(1).max(settingBounds.offlineHours) }),
  z.object({ kind: z.literal('lossLimit'), rule: z.enum(lossRuleNames as readonly [LossRule, ...LossRule[]]), value: z.int().min(1).max(settingBounds.lossLimit) }),
  /** One cell of the matrix: what a role may do of one right. */
  z.object({ kind: z.literal('grant'), role: z.enum(roles), permission, grant: z.union([z.enum(['no', 'ask', 'yes']), z.int().nonnegative()]), currency: ofCurrency }).refine(fitsItsCell),
  /** Above it two people have to agree; null: no amount of it needs two. */
  z.object({ kind: z.literal('secondPerson'), permission, above: z.int().nonnegative().nullable(), currency: ofCurrency }).refine(fitsTwoPeople),
  z.object({ kind: z.literal('taxRates'), pack: z.string().min(1).max(28), taxClass: z.string().min(1).max(24), rates: z.array(fedRate).max(mostFedRates) }),
  z.object({
    kind: z.literal('template'),
    paper: z.enum(paperKinds),
    template: z.object({ headerLines: templateLines, logo: z.enum(['top', 'bottom', 'off']), footerLines: templateLines, legalLines: templateLines, language: z.enum(paperLanguages), without: z.array(z.enum(paperParts)).max(paperParts.length) }),
  }),
])
export type FedSetting = z.infer<typeof fedSetting>
export type SettingKind = FedSetting['kind']
export const settingKinds: readonly SettingKind[] = ['chainName', 'storeName', 'storeLines', 'receiptFooter', 'returnDays', 'layAway', 'storedValue', 'cashRounding', 'lockAfter', 'offlineHours', 'lossLimit', 'grant', 'secondPerson', 'taxRates', 'template']
/** Of these there are several, each in a row of its own. */
export type SeveralKind = 'lossLimit' | 'grant' | 'secondPerson' | 'taxRates' | 'template'

/** The row of the feed that it is: one for each thing that is kept or let go of by itself. */
export function settingId(setting: FedSetting): string {
  if (setting.kind === 'lossLimit') return lossLimitId(setting.rule)
  if (setting.kind === 'grant') return grantId(setting.role, setting.permission)
  if (setting.kind === 'secondPerson') return secondPersonId(setting.permission)
  if (setting.kind === 'taxRates') return taxRatesId(setting.pack, setting.taxClass)
  return setting.kind === 'template' ? templateId(setting.paper) : setting.kind
}

const by = z.string().trim().min(1).max(64).regex(/^\P{Cc}*$/u)

/** Head office's page says this: a setting as it is to be kept, the version it had when it was looked at (0: it was the store's own), and who did it. */
export const settingEdit = z.strictObject({ setting: fedSetting.refine(isFitToType), seenVersion: z.int().nonnegative(), by })
export type SettingEdit = z.infer<typeof settingEdit>
/** Gives it back to the store, as it is. */
export const settingRelease = z.strictObject({ seenVersion: z.int().positive(), by })

function fitsItsCell({ role, permission: of, grant, currency }: { readonly role: (typeof roles)[number]; readonly permission: Permission; readonly grant: Grant; readonly currency?: CurrencyCode }): boolean {
  return fitsCell(role, of, grant) && (typeof grant !== 'number' || isLimit(of, grant, currency))
}

function fitsTwoPeople({ permission: of, above, currency }: { readonly permission: Permission; readonly above: number | null; readonly currency?: CurrencyCode }): boolean {
  return mayNeedTwo(of) && (above === null || isLimit(of, above, currency))
}

function isLimit(of: Permission, limit: number, currency: CurrencyCode | undefined): boolean {
  if (permissionKinds[of].unit === 'ppm') return limit <= 1_000_000
  return currency !== undefined && limit <= mostRightLimit(currency)
}

/** Of what is typed from now on: what is fed already stays readable as it is. */
function isFitToType(setting: FedSetting): boolean {
  return !textsOf(setting).some(hasHiddenSigns)
}

function textsOf(setting: FedSetting): readonly string[] {
  if (setting.kind === 'chainName' || setting.kind === 'storeName') return [setting.value]
  if (setting.kind === 'storeLines' || setting.kind === 'receiptFooter') return setting.value
  if (setting.kind === 'taxRates') return setting.rates.flatMap(({ parts = [] }) => parts.map(({ name }) => name))
  return setting.kind === 'template' ? [...setting.template.headerLines, ...setting.template.footerLines, ...setting.template.legalLines] : []
}

/** How far a register is with a feed. Nothing of `version`: it never asked. */
export interface SettingsArrival {
  readonly registerNumber: number
  readonly version?: number
  readonly at?: number
  readonly parked: number
  readonly named: readonly { readonly id: string; readonly reason: string }[]
}

export interface KeptSetting {
  readonly id: string
  readonly setting: FedSetting
  /** When it was changed last. */
  readonly version: number
}

/** One change, the newest first. Without `setting` it was given back to the store. */
export interface SettingChange {
  readonly id: string
  readonly version: number
  readonly at: number
  readonly by: string
  readonly setting?: FedSetting
}

/** What GET /api/stores/:store/settings answers. */
export interface SettingsOverview {
  readonly version: number
  readonly kept: readonly KeptSetting[]
  readonly arrivals: readonly SettingsArrival[]
  readonly changes: readonly SettingChange[]
  /** The store's, by head office's calendar: a tax rate may be added from the next one on. */
  readonly businessDate: string
  /** What its sales are in; absent where there are none yet. */
  readonly currency?: string
}

/** What became of an edit: its version; or why it was not made. `code`: a refusal of the register's own, which head office makes as well. */
export type SettingEdited = { readonly ok: true; readonly version: number } | { readonly ok: false; readonly reason: 'changedMeanwhile' } | { readonly ok: false; readonly reason: 'refused'; readonly code: string }
