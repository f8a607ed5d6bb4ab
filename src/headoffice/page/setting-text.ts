import type { FedSetting } from '../../contracts/replication/index.ts'
import { permissionKinds, type Permission } from '../../domain/authority/index.ts'
import { lossRules } from '../../domain/loss-watch/index.ts'
import { dateText, moneyText } from './format.ts'
import { type Language } from './languages.ts'
import { percentText } from './percent.ts'
import { type SettingWords } from './setting-words.ts'

/** What a setting is called, by its row. */
export function settingName(id: string, said: SettingWords): string {
  const [kind = '', ...rest] = id.split('.')
  const which = rest.join('.')
  const names: Readonly<Record<string, string>> = said.names
  const papers: Readonly<Record<string, string>> = said.papers
  const limits: Readonly<Record<string, string>> = said.limits
  if (kind === 'template') return `${said.groups.papers}: ${papers[which] ?? which}`
  if (kind === 'lossLimit') return `${said.groups.limits}: ${limits[which] ?? which}`
  if (kind === 'grant' || kind === 'secondPerson') return rightName(kind, rest, said)
  // A law's id has no dot; what follows the first is the class.
  if (kind === 'taxRates') return `${said.groups.tax}: ${taxClassName(which.slice(which.indexOf('.') + 1), said)} (${which.slice(0, which.indexOf('.'))})`
  return names[kind] ?? id
}

function rightName(kind: 'grant' | 'secondPerson', rest: readonly string[], said: SettingWords): string {
  const { title, second, roles, permissions } = said.rights
  const [role = '', permission = ''] = kind === 'grant' ? rest : ['', ...rest]
  const named: Readonly<Record<string, string>> = permissions
  const of: Readonly<Record<string, string>> = roles
  return `${title}: ${kind === 'grant' ? (of[role] ?? role) : second}, ${named[permission] ?? permission}`
}

function limitText(permission: Permission, limit: number, currency: string | undefined, language: Language): string {
  return currency === undefined || permissionKinds[permission].unit === 'ppm' ? `${percentText(limit)} %` : moneyText(limit, currency, language)
}

export function taxClassName(taxClass: string, said: SettingWords): string {
  return said.taxClasses[taxClass] ?? taxClass
}

/** What it is set to, in a line. */
export function settingText(setting: FedSetting, said: SettingWords, language: Language): string {
  switch (setting.kind) {
    case 'chainName':
    case 'storeName': return setting.value
    case 'storeLines':
    case 'receiptFooter': return setting.value.length === 0 ? said.emptyList : setting.value.join(' / ')
    case 'returnDays': return setting.value === null ? said.forEver : said.days(setting.value)
    case 'layAway': return `${setting.leastPercent} % · ${said.days(setting.days)}`
    case 'storedValue': return [`${said.giftCards} ${setting.giftCards ? said.sold : said.notSold}`, `${moneyText(setting.giftCardOffline, setting.currency, language)} / ${moneyText(setting.storeCreditOffline, setting.currency, language)}`].join(' · ')
    case 'cashRounding': return setting.value === '' ? said.noRounding : `${said.rounding(setting.value)} (${setting.value.slice(0, 2)})`
    case 'lockAfter': return said.seconds(setting.value)
    case 'offlineHours': return said.hours(setting.value)
    case 'lossLimit': return lossRules[setting.rule].per === 'rate' ? `${percentText(setting.value)} %` : String(setting.value)
    case 'grant': return typeof setting.grant === 'number' ? said.rights.upTo(limitText(setting.permission, setting.grant, setting.currency, language)) : said.rights.ways[setting.grant]
    case 'secondPerson': return setting.above === null ? said.rights.ways.none : said.rights.above(limitText(setting.permission, setting.above, setting.currency, language))
    case 'taxRates': return setting.rates.length === 0 ? said.emptyList : setting.rates.map(({ from, rate }) => `${percentText(rate)} % ${said.taxSince(dateText(from, language))}`).join(' · ')
    case 'template': {
      const lines = [...setting.template.headerLines, ...setting.template.footerLines, ...setting.template.legalLines]
      return lines.length === 0 ? said.template.worded : lines.join(' / ')
    }
  }
}
