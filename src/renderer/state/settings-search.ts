import { deviceSlots, lossRuleNames, permissionNames, type DeviceSlot, type LossRule, type Permission } from '../../contracts/ipc/index.ts'
import { type SettingsPage } from './rights.ts'
import { type Screen } from './views.ts'

/** Something that can be set: where it stands, what it is called, and what it is looked for by besides. */
export interface Setting {
  readonly id: string
  readonly page: SettingsPage
  /** Which view of the page it stands on, or opens. */
  readonly view: Screen
  /** Its name, a key of the catalogues. */
  readonly words: string
  /** Other words for it, a key of the catalogues; in Chinese its pinyin, too: the first letters, and each word whole. */
  readonly find: string
  /** What a right guards, a key of the catalogues: a sentence that stands beside its name is looked for as well. */
  readonly guards?: string
  /** What is marked once the page is there: a selector. Absent: the page is all there is. */
  readonly at?: string
  readonly slot?: DeviceSlot
  readonly permission?: Permission
  readonly rule?: LossRule
}

const pages: readonly Setting[] = [
  { id: 'devices', page: 'devices', view: 'devices', words: 'title.devices', find: 'find.devices' },
  { id: 'people', page: 'people', view: 'people', words: 'title.people', find: 'find.people' },
  { id: 'rights', page: 'rights', view: 'rights', words: 'title.rights', find: 'find.rights' },
  { id: 'ownPin', page: 'ownPin', view: 'pin', words: 'title.ownPin', find: 'find.ownPin' },
  { id: 'secondFactor', page: 'secondFactor', view: 'secondFactor', words: 'title.secondFactor', find: 'find.secondFactor' },
  { id: 'store', page: 'store', view: 'store', words: 'title.store', find: 'find.store' },
  { id: 'templates', page: 'templates', view: 'templates', words: 'title.templates', find: 'find.templates' },
  { id: 'mail', page: 'mail', view: 'mail', words: 'title.mail', find: 'find.mail' },
  { id: 'lossWatch', page: 'lossWatch', view: 'lossWatch', words: 'title.lossWatch', find: 'find.lossWatch' },
  { id: 'taxes', page: 'taxes', view: 'taxes', words: 'title.taxes', find: 'find.taxes' },
  { id: 'support', page: 'support', view: 'support', words: 'title.support', find: 'find.support' },
  { id: 'training', page: 'training', view: 'training', words: 'title.training', find: 'find.training' },
  { id: 'backups', page: 'backups', view: 'backups', words: 'title.backups', find: 'find.backups' },
  { id: 'backupFolder', page: 'backups', view: 'backupFolder', words: 'title.backupFolder', find: 'find.backupFolder', at: '[data-testid=backup-second]' },
  { id: 'move', page: 'move', view: 'move', words: 'title.move', find: 'find.move' },
  { id: 'customers', page: 'customers', view: 'customers', words: 'title.customers', find: 'find.customers' },
]

const single: readonly Setting[] = [
  { id: 'chainName', page: 'store', view: 'store', words: 'setup.chainName', find: 'find.chainName', at: '[data-testid=setup-chainName]' },
  { id: 'storeName', page: 'store', view: 'store', words: 'setup.storeName', find: 'find.storeName', at: '[data-testid=setup-storeName]' },
  { id: 'storeLines', page: 'store', view: 'store', words: 'setup.storeLines', find: 'find.storeLines', at: '[data-testid=setup-storeLines]' },
  { id: 'receiptFooter', page: 'store', view: 'store', words: 'setup.receiptFooter', find: 'find.receiptFooter', at: '[data-testid=setup-receiptFooter]' },
  { id: 'tax', page: 'store', view: 'store', words: 'setup.tax', find: 'find.tax', at: '[data-testid=store-facts]' },
  { id: 'timeZone', page: 'store', view: 'store', words: 'setup.timeZone', find: 'find.timeZone', at: '[data-testid=store-facts]' },
  { id: 'cutOff', page: 'store', view: 'store', words: 'setup.cutOff', find: 'find.cutOff', at: '[data-testid=store-facts]' },
  { id: 'returnDays', page: 'store', view: 'store', words: 'store.returns', find: 'find.returnDays', at: '[data-testid=store-returnDays]' },
  { id: 'currencies', page: 'store', view: 'store', words: 'storeMoney.currencies', find: 'find.currencies', at: '[data-testid=store-currencies]' },
  { id: 'vouchers', page: 'store', view: 'store', words: 'storeMoney.vouchers', find: 'find.vouchers', at: '[data-testid=store-vouchers]' },
  { id: 'trainingSlips', page: 'store', view: 'store', words: 'storeTraining.title', find: 'find.trainingSlips', at: '[data-testid=training-slips]' },
  { id: 'headOffice', page: 'store', view: 'store', words: 'setup.step.headOffice', find: 'find.headOffice', at: '[data-testid=store-headOffice]' },
  { id: 'lockAfter', page: 'people', view: 'people', words: 'people.lockAfter', find: 'find.lockAfter', at: '[role=group]:has([data-testid^=lock-after])' },
  { id: 'newCustomer', page: 'customers', view: 'customer', words: 'customers.new', find: 'find.newCustomer' },
  { id: 'newPerson', page: 'people', view: 'person', words: 'people.new', find: 'find.newPerson' },
  { id: 'deviceFind', page: 'devices', view: 'deviceFind', words: 'title.deviceFind', find: 'find.deviceFind' },
  { id: 'deviceLog', page: 'devices', view: 'deviceLog', words: 'title.deviceLog', find: 'find.deviceLog' },
  { id: 'gun', page: 'devices', view: 'gun', words: 'title.gun', find: 'find.gun' },
]

/** The limits of the loss watch, each by its rule. */
const lossLimits = lossRuleNames.map((rule): Setting => ({ id: `loss.${rule}`, page: 'lossWatch', view: 'lossWatch', words: `loss.rule.${rule}`, find: `find.loss.${rule}`, at: `[data-testid=loss-limit-${rule}]`, rule }))

/** Each slot's address is set from its card, and each right in its row. */
export const settings: readonly Setting[] = [
  ...pages,
  ...single,
  ...deviceSlots.map((slot): Setting => ({ id: `slot.${slot}`, page: 'devices', view: 'deviceSetup', words: `slot.${slot}`, find: `find.slot.${slot}`, at: `[data-testid=device-${slot}]`, slot })),
  ...permissionNames.map((permission): Setting => ({ id: `permission.${permission}`, page: 'rights', view: 'grant', words: `permission.${permission}`, find: `find.permission.${permission}`, guards: `permission.guards.${permission}`, at: `tr:has([data-testid^=grant-${permission}-])`, permission })),
  ...lossLimits,
]

/** Words as they are compared: whatever their width, their case and their accents. */
function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/**
 * What is looked for, the best first: every typed word stands in it, in either language, whichever the screen is in. A name
 * with a word that begins so comes before one that only has it, and both before other words for it; devices before rights.
 */
export function findSettings(text: string, wordsOf: (key: string) => readonly string[]): readonly Setting[] {
  const typed = folded(text).split(/\s+/).filter((word) => word !== '')
  const [first] = typed
  if (first === undefined) return []
  const ranked = settings.flatMap((setting) => {
    const names = wordsOf(setting.words).map(folded)
    const all = [...names, ...[setting.find, ...(setting.guards === undefined ? [] : [setting.guards])].flatMap(wordsOf).map(folded)].join('\n')
    if (!typed.every((word) => all.includes(word))) return []
    const rank = names.some((name) => name.split(/\s+/).some((word) => word.startsWith(first))) ? 0 : names.some((name) => name.includes(first)) ? 1 : 2
    return [{ setting, rank }]
  })
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ setting }) => setting).slice(0, 8)
}
