import { type FedSetting } from '../../contracts/replication/index.ts'
import { type Moment, type RegisterWriter } from '../../db/index.ts'
import { canonicalJson, canonicalValue } from '../../domain/journal/index.ts'
import { lossRules } from '../../domain/loss-watch/index.ts'
import { checkTemplate, type PaperTemplate, plainTemplate } from '../../domain/receipt/index.ts'
import { cashRoundingRules } from '../../domain/tender/index.ts'
import { layAwayTerms } from '../queries/index.ts'
import { type Said } from './said.ts'
import { setRightAs } from './set-rights-as-fed.ts'
import { contactAt } from './watch-contact.ts'

type Fed<Kind extends FedSetting['kind']> = Extract<FedSetting, { readonly kind: Kind }>

/** Sets it as head office says, and answers what is another way by it; or why it cannot be used here, and nothing is changed. Inside a unit of work. */
export function setAs(database: RegisterWriter, setting: Exclude<FedSetting, { readonly kind: 'taxRates' }>, now: Moment): readonly Said[] | string {
  const facts = database.facts()
  switch (setting.kind) {
    case 'chainName':
    case 'storeName':
      return changed(`store.${setting.kind}`, facts[setting.kind], setting.value, () => database.saveFacts({ [setting.kind]: setting.value }))
    case 'storeLines':
    case 'receiptFooter':
      return changed(`store.${setting.kind}`, (facts[setting.kind] ?? []).join('\n'), setting.value.join('\n'), () => database.saveFacts({ [setting.kind]: setting.value }))
    case 'returnDays':
      return changed('store.returnDays', String(facts.returnDays ?? ''), String(setting.value ?? ''), () => database.saveFacts({ returnDays: setting.value }))
    case 'lockAfter':
      return changed('lockAfter', facts.lockAfterSeconds, setting.value, () => database.saveFacts({ lockAfterSeconds: setting.value }))
    case 'layAway': {
      const before = layAwayTerms(facts)
      database.saveFacts({ layAwayLeast: setting.leastPercent, layAwayDays: setting.days })
      return [...changed('store.layAway.leastPercent', String(before.leastPercent), String(setting.leastPercent)), ...changed('store.layAway.days', String(before.days), String(setting.days))]
    }
    case 'storedValue': return setStoredValue(database, setting)
    case 'cashRounding': return setCashRounding(database, setting)
    case 'offlineHours': return setOfflineHours(database, setting.value, now)
    case 'lossLimit': {
      const preset = lossRules[setting.rule].limit
      return changed(`lossWatch.${setting.rule}`, database.lossLimits().get(setting.rule) ?? preset, setting.value, () => database.saveLossLimit(setting.rule, setting.value === preset ? undefined : setting.value))
    }
    case 'grant':
    case 'secondPerson': return setRightAs(database, setting)
    case 'template': return setTemplate(database, setting, now)
  }
}

/** What the journal says of it, where it is another way; `set` is called only then. */
function changed(setting: string, from: string | number, to: string | number, set: () => void = () => undefined): readonly Said[] {
  if (from === to) return []
  set()
  return [{ body: { setting, from, to } }]
}

function setStoredValue(database: RegisterWriter, { currency, giftCards, giftCardOffline, storeCreditOffline }: Fed<'storedValue'>): readonly Said[] | string {
  const facts = database.facts()
  if (currency !== facts.currency) return 'currency-differs'
  const storedValue = { giftCards, giftCardOffline, storeCreditOffline }
  const named = (value: typeof facts.storedValue): string => (value === undefined ? '' : `${value.giftCards ? 'sold' : 'not sold'} ${value.giftCardOffline} ${value.storeCreditOffline}`)
  return changed('store.storedValue', named(facts.storedValue), named(storedValue), () => database.saveFacts({ storedValue }))
}

/** Five hundredths of a franc are five yen: a rule of another currency is none here. */
function setCashRounding(database: RegisterWriter, { value }: Fed<'cashRounding'>): readonly Said[] | string {
  const facts = database.facts()
  const rule = Object.hasOwn(cashRoundingRules, value) ? cashRoundingRules[value] : undefined
  if (value !== '' && rule === undefined) return 'cash-rounding-unknown'
  if (rule !== undefined && rule.currency !== facts.currency) return 'currency-differs'
  return changed('store.cashRounding', facts.cashRounding ?? '', value, () => database.saveFacts({ cashRounding: value }))
}

/** A version more, as where somebody of the store words it. */
function setTemplate(database: RegisterWriter, { paper, template }: Fed<'template'>, now: Moment): readonly Said[] | string {
  if (!checkTemplate(template).ok) return 'template-impossible'
  const spelt = ({ without, ...rest }: PaperTemplate): string => canonicalJson(canonicalValue({ ...rest, without: without.toSorted() }))
  const [from, to] = [spelt(database.templateOf(paper)?.template ?? plainTemplate), spelt(template)]
  if (from === to) return []
  return [{ body: { setting: `template.${paper}`, from, to, version: database.saveTemplate(paper, template, now.at, 'system') } }]
}

/** The most hours that head office may be away. It is told in a contact, so they count from now; undefined: none. */
export function setOfflineHours(database: RegisterWriter, hours: number | undefined, now: Moment): readonly Said[] {
  return changed('store.offlineHours', String(database.officeContact()?.mostHours ?? ''), String(hours ?? ''), () => database.keepOfficeContact(hours === undefined ? undefined : contactAt(now, hours)))
}
