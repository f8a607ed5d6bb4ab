import { type Work } from './screen-state.ts'

const lookedAt: ReadonlySet<Work['kind']> = new Set([
  'priceCheck', 'label', 'receipts', 'gift', 'journal', 'reports', 'lossWatch', 'suspended', 'layAways', 'layAside',
  'devices', 'deviceFind', 'deviceLog', 'gun', 'settings', 'rights', 'people', 'customers', 'account', 'support',
  'drawer', 'training', 'payment', 'voidSale', 'payBack', 'cash', 'xReport', 'zReports',
])

/**
 * What was only looked at gives way to the goods; what is being typed for the basket stays. The drawer's panel goes, too: a scan's own
 * digits chose reasons in it, and the next Enter would write one into the journal.
 */
export function isLookedAt(work: Work): boolean {
  return lookedAt.has(work.kind) || (work.kind === 'cashMove' && work.done !== undefined) || (work.kind === 'discount' && work.done)
}
