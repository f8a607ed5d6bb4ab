import { customerFields, type CustomerCardView, type CustomerField, type CustomerSummaryView, type Input } from '../../contracts/ipc/index.ts'
import { type Refusal } from '../../domain/errors/index.ts'
import { decimalText, minor, parseAmount } from '../../domain/money/index.ts'
import { type ActKit } from './act-kit.ts'
import { noCustomer, type Buyer, type CustomersFor, type CustomersWork, type CustomerWork } from './customer-work.ts'
import { latestOnly } from './latest.ts'
import { screenOf } from './screen-state.ts'

const mostFound = 30
const mostRows = 100

interface Leads {
  /** Back to finding receipts or goods that come back, with whose they are. */
  readonly openReceiptsOf: (buyer: Buyer) => void
  readonly openReturnsOf: (buyer: Buyer) => void
  readonly openReceipts: () => void
  readonly openReturns: () => void
  readonly openScanned: (saleId: string) => void
}

/** Customers: found, put on the basket, written down, and what they owe. */
export function createCustomerActs(kit: ActKit, leads: Leads) {
  const { api, store, set, enqueue, object, refused, sendOrTell, go, sounds } = kit

  const ask = latestOnly(
    (input: Input<'customers'>) => api.call('customers', input),
    (input, answer) => {
      const { work, entry } = store.getState()
      const text = input.text ?? ''
      if (work.kind !== 'customers' || entry.trim() !== text || work.away !== input.away) return
      if (answer.ok) set({ work: { ...work, chosen: -1, found: { text, ...answer.value } } })
      else refused(answer.refusal)
    },
  )
  function look(): void {
    const { work, entry } = store.getState()
    const text = entry.trim()
    if (work.kind === 'customers') ask({ away: work.away, limit: mostFound, ...(text === '' ? {} : { text }) })
  }
  store.subscribe((state, before) => {
    if (state.work.kind === 'customers' && state.approval === undefined && before.approval === undefined && (state.entry !== before.entry || before.work.kind !== 'customers' || before.work.away !== state.work.away)) look()
  })

  function open(wanted: CustomersFor): void {
    go({ kind: 'customers', for: wanted, away: false, chosen: -1, found: undefined })
  }

  /** The chosen one, or the only one found. */
  function inHand({ found, chosen }: CustomersWork): CustomerSummaryView | undefined {
    return found?.customers.length === 1 ? found.customers[0] : found?.customers[chosen]
  }

  function put(customerId: string | undefined): void {
    enqueue(async () => {
      if (!(await sendOrTell('put-customer', customerId === undefined ? {} : { customerId }))) return
      sounds.ok()
      if (store.getState().work.kind !== 'sell') go({ kind: 'sell' })
    })
  }

  function choose(customer: CustomerSummaryView | undefined): void {
    const { work } = store.getState()
    if (work.kind !== 'customers' || customer === undefined) return
    const { id, name } = customer
    if (work.for === 'basket') put(id)
    else if (work.for === 'receipts') leads.openReceiptsOf({ id, name })
    else if (work.for === 'returns') leads.openReturnsOf({ id, name })
    else openCustomer(id)
  }

  const limitText = (limit: number | undefined): string => {
    const { counter } = store.getState()
    return limit === undefined || counter === undefined ? '' : decimalText(minor(limit), counter.currency)
  }

  function show(card: CustomerCardView, wanted: CustomersFor): void {
    const limit = card.account === undefined ? '' : limitText(card.account.limit)
    const { member = '', phone = '', mail = '', note = '' } = card
    go({ kind: 'customer', for: wanted, id: card.id, draft: { name: card.name, member, phone, mail, note, limit }, limitBefore: limit, active: card.active, saving: false, wrong: undefined, erasing: 0 })
  }

  function wantedNow(): CustomersFor {
    const { work } = store.getState()
    return 'for' in work && typeof work.for === 'string' && (work.kind === 'customers' || work.kind === 'customer' || work.kind === 'account') ? work.for : 'file'
  }

  function openCustomer(id: string | undefined): void {
    const wanted = wantedNow()
    if (id === undefined) {
      // What was looked for and not found is most likely who they are.
      const { work, entry } = store.getState()
      const typed = work.kind === 'customers' ? entry.trim() : ''
      const isNumber = /\d/.test(typed)
      go({ kind: 'customer', for: wanted, id: undefined, draft: { ...noCustomer, ...(isNumber ? { member: typed } : { name: typed }) }, limitBefore: '', active: true, saving: false, wrong: undefined, erasing: 0 })
      return
    }
    enqueue(async () => {
      const answer = await api.call('customer', { customerId: id })
      if (answer.ok) show(answer.value, wanted)
      else refused(answer.refusal)
    })
  }

  function change(changes: Partial<CustomerWork>): void {
    const { work } = store.getState()
    if (work.kind === 'customer') set({ work: { ...work, ...changes } })
  }

  function tell(refusal: Refusal): void {
    const field = refusal.params?.['field']
    const wrong = customerFields.find((one) => one === field) ?? (refusal.code.startsWith('customer.member') ? 'member' : undefined)
    change({ saving: false, wrong })
    // It is said under the field, where somebody looks.
    if (wrong !== undefined && refusal.code === 'customer.invalid') sounds.error()
    else refused(refusal)
  }

  /** Undefined: there is no account; null: what is typed is no amount. */
  function limitOf({ draft }: CustomerWork): number | undefined | null {
    const { counter } = store.getState()
    if (draft.limit.trim() === '' || counter === undefined) return undefined
    return parseAmount(draft.limit, counter.currency) ?? null
  }

  function save(): void {
    const { work } = store.getState()
    if (work.kind !== 'customer' || work.saving) return
    const limit = limitOf(work)
    if (limit === null) {
      change({ wrong: 'limit' })
      sounds.error()
      return
    }
    const { id, draft, active, limitBefore } = work
    const said = Object.fromEntries(customerFields.flatMap((field) => (draft[field].trim() === '' ? [] : [[field, draft[field]]]))) as Partial<Record<CustomerField, string>>
    change({ saving: true, wrong: undefined })
    enqueue(async () => {
      const saved = await api.call('save-customer', { ...(id === undefined ? {} : { customerId: id }), ...said, name: draft.name, active })
      if (!saved.ok) {
        tell(saved.refusal)
        return
      }
      if (draft.limit.trim() !== limitBefore) {
        const limited = await api.call('set-account-limit', { customerId: saved.value.id, ...(limit === undefined ? {} : { limit }) })
        if (!limited.ok) {
          // The rest is saved by now, under its id: saved again it is the same customer.
          change({ id: saved.value.id, saving: false })
          refused(limited.refusal)
          return
        }
      }
      sounds.ok()
      const now = store.getState().work
      if (now.kind !== 'customer') return
      if (now.for === 'basket') put(saved.value.id)
      else {
        go({ kind: 'customers', for: now.for, away: !active, chosen: -1, found: undefined })
        set({ notice: { words: 'customer.saved', calm: true } })
      }
    })
  }

  function openAccount(customerId: string | undefined): void {
    if (customerId === undefined) return
    go({ kind: 'account', customerId, for: wantedNow(), chosen: -1, statement: undefined })
    enqueue(async () => {
      const answer = await api.call('account-statement', { customerId, limit: mostRows })
      const { work } = store.getState()
      if (work.kind !== 'account' || work.customerId !== customerId) return
      if (answer.ok) set({ work: { ...work, statement: answer.value } })
      else refused(answer.refusal)
    })
  }

  function payOff(): void {
    const { work, entry, counter } = store.getState()
    if (work.kind !== 'account' || counter === undefined || work.statement === undefined) return
    const amount = entry === '' ? undefined : parseAmount(entry, counter.currency)
    if (entry !== '' && (amount === undefined || amount <= 0)) {
      object({ words: 'notice.notAnAmount' })
      return
    }
    const { customerId } = work
    enqueue(async () => {
      if (await sendOrTell('pay-account', { customerId, ...(amount === undefined ? {} : { amount }) })) go({ kind: 'sell' })
    })
  }

  /** Whoever is in hand: of the list, of the panel, or on the basket. */
  function accountInHand(): string | undefined {
    const { work, counter } = store.getState()
    if (work.kind === 'customers') return inHand(work)?.id
    return work.kind === 'customer' ? work.id : counter?.basket?.customer?.id
  }

  return {
    openCustomers: open,
    openCustomerFile: () => open('file'),
    /** On the basket, or looking for one; among receipts and goods that come back, for whose they are. */
    openCustomerKey: () => {
      const screen = screenOf(store.getState())
      open(screen === 'receipts' || screen === 'returns' ? screen : 'basket')
    },
    chooseCustomer: choose,
    enterCustomers: () => {
      const { work, entry } = store.getState()
      if (work.kind !== 'customers' || work.found?.text !== entry.trim()) return
      const one = inHand(work)
      if (one === undefined) sounds.error()
      else choose(one)
    },
    moveCustomer: (by: 1 | -1) => {
      const { work } = store.getState()
      if (work.kind !== 'customers' || work.found === undefined || work.found.customers.length === 0) return
      set({ work: { ...work, chosen: Math.min(work.found.customers.length - 1, Math.max(0, work.chosen + by)) } })
    },
    toggleAway: () => {
      const { work } = store.getState()
      if (work.kind === 'customers') set({ work: { ...work, away: !work.away, chosen: -1, found: undefined } })
    },
    takeCustomerOff: () => put(undefined),
    openCustomer,
    openCustomerInHand: () => openCustomer(accountInHand()),
    changeCustomer: (draft: Partial<CustomerWork['draft']>) => {
      const { work } = store.getState()
      if (work.kind === 'customer' && !work.saving) set({ work: { ...work, draft: { ...work.draft, ...draft }, wrong: undefined, erasing: 0 } })
    },
    toggleCustomerActive: () => {
      const { work } = store.getState()
      if (work.kind === 'customer' && !work.saving) change({ active: !work.active, erasing: 0 })
    },
    saveCustomer: save,
    /** Asked twice: nothing brings them back. */
    eraseCustomer: () => {
      const { work } = store.getState()
      if (work.kind !== 'customer' || work.saving || work.id === undefined) return
      if (work.erasing < 2) {
        change({ erasing: work.erasing === 0 ? 1 : 2 })
        return
      }
      const customerId = work.id
      change({ saving: true })
      enqueue(async () => {
        const answer = await api.call('erase-customer', { customerId })
        if (!answer.ok) {
          change({ saving: false, erasing: 0 })
          refused(answer.refusal)
          return
        }
        sounds.ok()
        open('file')
        set({ notice: { words: 'customer.erased', calm: true } })
      })
    },
    openAccount,
    openAccountInHand: () => openAccount(accountInHand()),
    moveAccountRow: (by: 1 | -1) => {
      const { work } = store.getState()
      const rows = work.kind === 'account' ? (work.statement?.rows.length ?? 0) : 0
      if (work.kind === 'account' && rows > 0) set({ work: { ...work, chosen: Math.min(rows - 1, Math.max(0, work.chosen + by)) } })
    },
    openAccountRow: (documentId: string) => leads.openScanned(documentId),
    /** A row that was chosen is looked at; else what is typed is paid off, or all of it. */
    enterAccount: () => {
      const { work, entry } = store.getState()
      const row = work.kind === 'account' && entry === '' ? work.statement?.rows[work.chosen] : undefined
      if (row !== undefined) leads.openScanned(row.documentId)
      else payOff()
    },
    payOff,
    printStatement: () => {
      const { work } = store.getState()
      if (work.kind !== 'account') return
      const { customerId } = work
      enqueue(async () => {
        const answer = await api.call('print-statement', { customerId })
        if (!answer.ok) refused(answer.refusal)
        else set({ notice: { words: 'account.printing', calm: true } })
      })
    },
    /** A card under the gun, where goods are not rung up. True when it was taken as that. */
    takesCustomerScan: (barcode: string): boolean => {
      const { work } = store.getState()
      if (work.kind === 'customer' && !work.saving) set({ work: { ...work, draft: { ...work.draft, member: barcode }, wrong: undefined, erasing: 0 }, notice: undefined })
      else if (work.kind === 'customers' && work.for !== 'basket') set({ entry: barcode })
      else return false
      sounds.ok()
      return true
    },
    /** One step back in here; false where there is none. */
    leaveCustomers: (): boolean => {
      const { work } = store.getState()
      if (work.kind === 'customer' && work.erasing > 0) change({ erasing: 0 })
      else if (work.kind === 'customer' || work.kind === 'account') {
        if (work.for === 'basket' && work.kind === 'account') return false
        open(work.for)
      } else if (work.kind === 'customers' && work.for === 'file') go({ kind: 'settings', chosen: 'customers' })
      else if (work.kind === 'customers' && work.for === 'receipts') leads.openReceipts()
      else if (work.kind === 'customers' && work.for === 'returns') leads.openReturns()
      else return false
      return true
    },
  }
}
