import { type ScreenState, type Work } from './screen-state.ts'

/** What the copy has nothing for, by what would be opened, and the sentence that says why. Main refuses the same, whoever asks. */
const reasons: Readonly<Partial<Record<Work['kind'], string>>> = {
  drawer: 'drawer',
  customers: 'customers', customer: 'customers', account: 'customers', mailReceipt: 'customers', layAside: 'customers', layAways: 'customers',
  storedValue: 'storedValue',
  label: 'label',
  handOver: 'handOver',
  reports: 'reports', lossWatch: 'reports',
  recall: 'settings', people: 'settings', person: 'settings', pin: 'settings', rights: 'settings', grant: 'settings', taxes: 'settings', taxRate: 'settings', store: 'settings',
  templates: 'settings', mail: 'settings', secondFactor: 'settings', support: 'settings', move: 'settings', backups: 'settings', backupFolder: 'settings', backup: 'settings', backupPin: 'settings', headOffice: 'settings', headOfficePin: 'settings', devices: 'settings', deviceSetup: 'settings', deviceFind: 'settings', deviceLog: 'settings', gun: 'settings',
}
export const notTrained = [...new Set(Object.values(reasons))]

const prefix = 'training.not.'

/** The words that say why this cannot be opened now; undefined where it can. */
export function notInTraining({ training }: Pick<ScreenState, 'training'>, { kind }: Pick<Work, 'kind'>): string | undefined {
  const reason = training?.on === true ? reasons[kind] : undefined
  return reason === undefined ? undefined : `${prefix}${reason}`
}

/** It was said already, and better than the refusal that comes behind it would. */
export function saysWhyNot({ notice }: Pick<ScreenState, 'notice'>): boolean {
  return notice?.words.startsWith(prefix) === true
}
