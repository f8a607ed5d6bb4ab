/**
 * The exact names the preload lets through, as plain data: a sandboxed preload cannot carry zod. The types below fail
 * to compile, and a test fails to pass, when this list and the contract differ. `import type`, whole: with the type
 * inside the braces an empty import is left standing, and the bundler brought the contract, zod and all with it.
 */
import type { Name, Topic } from './contract.ts'

export const names = [
  'sign-on', 'sign-off', 'approve', 'scan', 'add-item', 'change-quantity', 'remove-line', 'restore-line', 'cancel-basket', 'complete-sale', 'take-tender', 'remove-tender', 'confirm-age', 'create-item', 'item-options', 'confirm-lot', 'set-recall', 'lift-recall',
  'discount-line', 'discount-basket', 'override-price', 'suspend-basket', 'resume-basket', 'sell-department', 'sell-gift-card', 'reprint', 'gift-lines', 'print-gift', 'mails', 'mail-receipt', 'retry-mail', 'drop-mail', 'mail-account', 'set-mail', 'test-mail', 'receipt-file', 'check-price', 'open-drawer', 'print-label', 'set-layout',
  'counter', 'register', 'tiles', 'search-items', 'suspended-baskets', 'receipts', 'receipt', 'sale-elsewhere', 'stored-value', 'ask-stored-value', 'journal', 'journal-entry', 'departments', 'tares', 'label-preview', 'status',
  'weight', 'weigh', 'zero-scale', 'tare-scale', 'load-scale',
  'device-settings', 'set-device', 'find-devices', 'probe-device', 'device-log', 'test-device', 'test-page', 'test-scan', 'set-wedge', 'take-scans',
  'begin-payment', 'begin-refund', 'say-paid-back', 'choose-pay-back', 'reverse-payment', 'recover-payment', 'abort-payment', 'resolve-payment', 'payment-progress', 'end-of-day', 'customer-view',
  'lay-aways', 'lay-aside', 'pay-lay-away', 'collect-lay-away', 'cancel-lay-away', 'set-lay-away',
  'customers', 'customer', 'save-customer', 'set-account-limit', 'erase-customer', 'put-customer', 'account-statement', 'print-statement', 'pay-account',
  'taxes', 'add-tax-rate', 'withdraw-tax-rate',
  'own-rights', 'permissions', 'set-permission', 'set-second-person',
  'people', 'badge', 'save-operator', 'set-pin', 'change-pin', 'unlock-operator', 'set-lock-after', 'stay',
  'second-factor', 'begin-second-factor', 'confirm-second-factor', 'keep-recovery-codes', 'renew-recovery-codes', 'prove-second-factor', 'drop-second-factor', 'set-second-factor-required',
  'read-mending', 'backups', 'back-up-now', 'set-second-folder', 'look-at-backup', 'restore-backup', 'prepare-support', 'save-support', 'move-register', 'take-back',
  'find-sale', 'add-return', 'add-return-without-receipt', 'change-return', 'void-sale',
  'setup', 'set-up', 'take-over', 'rebuild-register', 'paper-preview', 'store', 'set-store', 'paper-template', 'set-template', 'template-preview', 'print-template', 'set-currency', 'set-voucher-kind', 'set-stored-value', 'set-training-slips', 'join-head-office', 'look-at-head-office', 'set-head-office',
  'training', 'start-training', 'end-training', 'start-scenario', 'restart-scenario', 'leave-scenario', 'change-roll', 'answer-scenario', 'send-again', 'try-head-office',
  'shift', 'open-shift', 'move-cash', 'hand-over', 'suspend-shift', 'resume-shift', 'declare-shift', 'close-shift', 'x-report', 'print-x', 'z-reports', 'z-report', 'reprint-z', 'report', 'report-documents', 'look-at-losses', 'losses', 'loss-documents', 'close-loss-case', 'reopen-loss-case', 'set-loss-limit',
] as const satisfies readonly Name[]

export const topicNames = ['counter', 'devices', 'replication', 'health', 'jobs', 'scan-refused', 'scan-taken', 'weight', 'device-log', 'payment', 'payer-code', 'customer-view', 'training'] as const satisfies readonly Topic[]

type MissingName = Exclude<Name, (typeof names)[number]>
type MissingTopic = Exclude<Topic, (typeof topicNames)[number]>
/** Fails to compile, naming what is missing, when a command or topic of the contract is not in the lists. */
export const nothingIsMissing: [MissingName, MissingTopic] extends [never, never] ? true : [MissingName, MissingTopic] = true
