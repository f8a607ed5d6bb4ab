import { type TypingKind } from './wedge.ts'

/**
 * The one list of views: what stands on the screen, what has to be true for it, what is typed on it, and every look it
 * is shown in to axe and to the camera (test/e2e/all-views.spec.ts fails to compile without a way to each). The screen is
 * drawn from it: a view that is not here cannot be shown, and one that is here cannot escape the walk.
 */
export interface Shown {
  /** The register belongs to nobody yet. */
  readonly setup?: boolean
  readonly signedOn: boolean
  /** This register was moved to another machine, or is on its way. */
  readonly moved?: boolean
  /** There is an answer to what is typed. */
  readonly searching: boolean
  /** A sale was completed, and nobody went on yet. */
  readonly finished: boolean
  /** The basket's last payment wants to be looked at. */
  readonly payment?: boolean
  /** An act waits for another person's PIN. */
  readonly approving?: boolean
  /** What was asked for waits for a second factor. */
  readonly proving?: boolean
  /** What was put into the work area. */
  readonly work: string
}

interface View {
  readonly when: (shown: Shown) => boolean
  readonly typing: TypingKind
  /** What stands in the top bar: the scan field, the way back with a title, or nothing. */
  readonly bar: 'scan' | 'back' | 'none'
  /** Whether Cash, Card and Pay stand under the basket. */
  readonly pays?: true
  /** What the till's own scanner reads comes to the page instead of into the basket: here it would be rung up unseen, or is asked about. */
  readonly takesScans?: true
  /** Something is set here: it is found by the search of the settings (state/settings-search.ts). */
  readonly sets?: true
  readonly looks: readonly string[]
}

const working = (kind: string) => (shown: Shown): boolean => shown.work === kind

/** In the order in which they are asked: the first whose `when` holds is shown. The counter decides before the work area does. */
const list = {
  setup: { when: (shown) => shown.setup === true, typing: 'form', bar: 'none', takesScans: true, looks: ['start', 'store', 'devices', 'owner'] },
  // Before everything: here nobody signs on any more.
  moved: { when: (shown) => shown.moved === true, typing: 'text', bar: 'none', takesScans: true, looks: ['moved', 'take-back'] },
  'sign-on': { when: (shown) => !shown.signedOn, typing: 'pin', bar: 'none', looks: ['nobody', 'pin', 'basket-waits'] },
  // Before all else that somebody signed on sees: whatever the act came from stands there again when it is answered.
  approval: { when: (shown) => shown.approving === true, typing: 'pin', bar: 'back', takesScans: true, looks: ['line', 'whole', 'drawer', 'wrong-pin', 'waits', 'nobody'] },
  // Before whatever it was asked on: that stands there again when it is answered.
  factorAsk: { when: (shown) => shown.proving === true, typing: 'text', bar: 'back', takesScans: true, looks: ['asked', 'wrong-code'] },
  search: { when: (shown) => shown.searching && shown.work === 'sell', typing: 'text', bar: 'scan', pays: true, looks: ['found', 'nothing'] },
  finish: { when: (shown) => shown.finished, typing: 'text', bar: 'scan', looks: ['change', 'card', 'torn', 'given-back'] },
  payment: { when: (shown) => shown.payment === true || shown.work === 'payment', typing: 'nothing', bar: 'back', takesScans: true, looks: ['waiting', 'declined', 'unknown', 'resolving', 'wallet', 'showing'] },
  sell: {
    when: working('sell'), typing: 'text', bar: 'scan', pays: true,
    looks: ['empty', 'tiles', 'line-chosen', 'line-removed', 'red-line', 'discounted', 'void-asked', 'scan-first-empty', 'scan-first', 'menu', 'refused', 'piece-chosen', 'bad-label', 'offline', 'drawer-left-open'],
  },
  weigh: { when: working('weigh'), typing: 'amount', bar: 'back', looks: ['item', 'choosing', 'empty', 'settled', 'tared', 'tared-twice'] },
  discount: { when: working('discount'), typing: 'amount', bar: 'back', takesScans: true, looks: ['percent', 'amount', 'price', 'sale'] },
  suspend: { when: working('suspend'), typing: 'text', bar: 'back', looks: ['label'] },
  suspended: { when: working('suspended'), typing: 'nothing', bar: 'back', takesScans: true, looks: ['list', 'blocked', 'none'] },
  layAside: { when: working('layAside'), typing: 'text', bar: 'back', takesScans: true, looks: ['deposit'] },
  // What is typed here is how much more is paid.
  layAways: { when: working('layAways'), typing: 'amount', bar: 'back', takesScans: true, looks: ['list'] },
  drawer: { when: working('drawer'), typing: 'text', bar: 'back', takesScans: true, looks: ['asking', 'note', 'opened', 'failed'] },
  department: { when: working('department'), typing: 'amount', bar: 'back', looks: ['amount'] },
  priceCheck: { when: working('priceCheck'), typing: 'text', bar: 'back', takesScans: true, looks: ['asking', 'known', 'unknown', 'recalled'] },
  newItem: { when: working('newItem'), typing: 'amount', bar: 'back', takesScans: true, looks: ['new', 'wrong-digit'] },
  recall: { when: working('recall'), typing: 'text', bar: 'back', takesScans: true, looks: ['asking'] },
  label: { when: working('label'), typing: 'amount', bar: 'back', takesScans: true, looks: ['shelf', 'item', 'printed', 'faulty'] },
  receipts: { when: working('receipts'), typing: 'text', bar: 'back', takesScans: true, looks: ['list', 'paper', 'nothing'] },
  gift: { when: working('gift'), typing: 'nothing', bar: 'back', takesScans: true, looks: ['lines'] },
  mailReceipt: { when: working('mailReceipt'), typing: 'text', bar: 'back', takesScans: true, looks: ['address'] },
  returns: { when: working('returns'), typing: 'text', bar: 'back', takesScans: true, looks: ['found'] },
  // What is typed here is how many; the payment keys stand under the basket, for goods that come back are paid like goods.
  returnSale: { when: working('returnSale'), typing: 'amount', bar: 'back', pays: true, takesScans: true, looks: ['lines', 'paper-only'] },
  returnItem: { when: working('returnItem'), typing: 'text', bar: 'back', pays: true, takesScans: true, looks: ['found'] },
  returnPrice: { when: working('returnPrice'), typing: 'amount', bar: 'back', takesScans: true, looks: ['price'] },
  voidSale: { when: working('voidSale'), typing: 'nothing', bar: 'back', takesScans: true, looks: ['reasons'] },
  payBack: { when: working('payBack'), typing: 'nothing', bar: 'back', takesScans: true, looks: ['card'] },
  journal: { when: working('journal'), typing: 'text', bar: 'back', takesScans: true, looks: ['list', 'entry', 'nothing'] },
  cash: { when: working('cash'), typing: 'nothing', bar: 'back', takesScans: true, looks: ['shift'] },
  cashMove: { when: working('cashMove'), typing: 'amount', bar: 'back', takesScans: true, looks: ['payOut'] },
  // A bag's code is its number.
  cashText: { when: working('cashText'), typing: 'text', bar: 'back', takesScans: true, looks: ['bag'] },
  count: { when: working('count'), typing: 'amount', bar: 'back', takesScans: true, looks: ['declared'] },
  cashClose: { when: working('cashClose'), typing: 'amount', bar: 'back', takesScans: true, looks: ['short'] },
  handOver: { when: working('handOver'), typing: 'nothing', bar: 'back', takesScans: true, looks: ['who'] },
  xReport: { when: working('xReport'), typing: 'nothing', bar: 'back', takesScans: true, looks: ['paper'] },
  zReports: { when: working('zReports'), typing: 'nothing', bar: 'back', takesScans: true, looks: ['list'] },
  reports: { when: working('reports'), typing: 'text', bar: 'back', takesScans: true, looks: ['table'] },
  lossWatch: { when: working('lossWatch'), typing: 'text', bar: 'back', takesScans: true, looks: ['card'] },
  devices: { when: working('devices'), typing: 'nothing', bar: 'back', takesScans: true, sets: true, looks: ['all', 'unhealthy', 'tested'] },
  deviceSetup: { when: working('deviceSetup'), typing: 'text', bar: 'back', takesScans: true, sets: true, looks: ['address', 'simulated', 'refused'] },
  deviceFind: { when: working('deviceFind'), typing: 'text', bar: 'back', takesScans: true, sets: true, looks: ['found', 'nothing'] },
  deviceLog: { when: working('deviceLog'), typing: 'nothing', bar: 'back', takesScans: true, sets: true, looks: ['events', 'none'] },
  gun: { when: working('gun'), typing: 'nothing', bar: 'back', takesScans: true, sets: true, looks: ['asking', 'measured'] },
  settings: { when: working('settings'), typing: 'text', bar: 'back', takesScans: true, looks: ['list', 'found'] },
  store: { when: working('store'), typing: 'form', bar: 'back', takesScans: true, sets: true, looks: ['words'] },
  templates: { when: working('templates'), typing: 'form', bar: 'back', takesScans: true, sets: true, looks: ['paper'] },
  mail: { when: working('mail'), typing: 'form', bar: 'back', takesScans: true, sets: true, looks: ['account'] },
  rights: { when: working('rights'), typing: 'nothing', bar: 'back', takesScans: true, sets: true, looks: ['matrix', 'refused'] },
  grant: { when: working('grant'), typing: 'amount', bar: 'back', takesScans: true, sets: true, looks: ['percent', 'money', 'yes-or-no', 'second'] },
  people: { when: working('people'), typing: 'nothing', bar: 'back', takesScans: true, sets: true, looks: ['list', 'refused'] },
  person: { when: working('person'), typing: 'text', bar: 'back', takesScans: true, sets: true, looks: ['new', 'known'] },
  pin: { when: working('pin'), typing: 'pin', bar: 'back', takesScans: true, sets: true, looks: ['new', 'own'] },
  secondFactor: { when: working('secondFactor'), typing: 'text', bar: 'back', takesScans: true, sets: true, looks: ['none', 'one', 'secret', 'codes', 'drop'] },
  factorPin: { when: working('factorPin'), typing: 'pin', bar: 'back', takesScans: true, looks: ['asking'] },
  customers: { when: working('customers'), typing: 'text', bar: 'back', takesScans: true, sets: true, looks: ['found'] },
  customer: { when: working('customer'), typing: 'form', bar: 'back', takesScans: true, sets: true, looks: ['one'] },
  account: { when: working('account'), typing: 'amount', bar: 'back', takesScans: true, looks: ['moves'] },
  taxes: { when: working('taxes'), typing: 'nothing', bar: 'back', takesScans: true, sets: true, looks: ['list', 'refused'] },
  taxRate: { when: working('taxRate'), typing: 'amount', bar: 'back', takesScans: true, looks: ['rate'] },
  support: { when: working('support'), typing: 'nothing', bar: 'back', takesScans: true, sets: true, looks: ['files', 'saved'] },
  move: { when: working('move'), typing: 'text', bar: 'back', takesScans: true, sets: true, looks: ['passphrase', 'blocked'] },
  backups: { when: working('backups'), typing: 'nothing', bar: 'back', takesScans: true, sets: true, looks: ['list', 'failing', 'refused'] },
  backupFolder: { when: working('backupFolder'), typing: 'text', bar: 'back', takesScans: true, sets: true, looks: ['typed', 'unusable'] },
  backup: { when: working('backup'), typing: 'nothing', bar: 'back', takesScans: true, looks: ['since', 'damaged'] },
  backupPin: { when: working('backupPin'), typing: 'pin', bar: 'back', takesScans: true, looks: ['asking', 'wrong-pin', 'waits'] },
  headOffice: { when: working('headOffice'), typing: 'text', bar: 'back', takesScans: true, looks: ['typed', 'known', 'silent', 'unknown'] },
  headOfficePin: { when: working('headOfficePin'), typing: 'pin', bar: 'back', takesScans: true, looks: ['asking', 'wrong-pin'] },
  // Scans ring up: the goods are what is practised.
  training: { when: working('training'), typing: 'nothing', bar: 'back', pays: true, looks: ['list'] },
  tender: { when: working('tender'), typing: 'amount', bar: 'back', looks: ['exact', 'change', 'short', 'part-paid'] },
  voucher: { when: working('voucher'), typing: 'text', bar: 'back', takesScans: true, looks: ['number', 'value'] },
  storedValue: { when: working('storedValue'), typing: 'text', bar: 'back', takesScans: true, looks: ['known'] },
  card: { when: working('card'), typing: 'nothing', bar: 'back', takesScans: true, looks: ['whole', 'rest', 'scan-waits'] },
} as const satisfies Readonly<Record<string, View>>

export type Screen = keyof typeof list
export const views: Readonly<Record<Screen, View>> = list

/** What can lie over any view. */
export const layers = ['keys', 'job', 'connection-lost', 'connection-refused'] as const
export type Layer = (typeof layers)[number]

/** Every picture the walk has to take: `sell: 'tiles'`. */
export type Looks = { readonly [S in Screen]: (typeof list)[S]['looks'][number] }

const order = Object.entries(views) as readonly (readonly [Screen, View])[]

/** Throws when nothing in the list holds: a work area that is not listed is a bug, and an empty screen would hide it. */
export function viewFor(shown: Shown): Screen {
  const found = order.find(([, view]) => view.when(shown))
  if (found === undefined) throw new Error(`no view for ${shown.work}`)
  return found[0]
}
