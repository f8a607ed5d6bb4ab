import { type Result, refuse } from '../../src/domain/errors/index.ts'
import { type Core } from '../../src/main/core/index.ts'

type Size = 'below' | 'at' | 'above'

interface Around {
  readonly core: () => Core
  readonly at: (seat: string) => { readonly seat: string; readonly request: string }
  /** The barcode of something at 2.00. */
  readonly water: string
  readonly clear: (seat: string) => Promise<unknown>
  readonly amountOf: (permission: 'setAccountLimit' | 'aboveAccountLimit', size: Size) => number
}

/** What is tried of customers: who they are, what they may owe, and what is owed beyond it. */
export function customerActs({ core, at, water, clear, amountOf }: Around) {
  let [known, owing] = ['', '']

  /** Somebody new, added by the boss, who may. */
  async function somebody(): Promise<string> {
    const saved = await core().call('save-customer', { name: 'Nobody Else', active: true }, at('boss'))
    // The boss is an admin: while an admin's own cell says no, who was added before has to do.
    if (!saved.ok && known === '') throw new Error(saved.refusal.code)
    known = saved.ok ? saved.value.id : known
    return known
  }

  async function onAccount(seat: string, size: Size): Promise<Result<unknown>> {
    const customerId = await somebody()
    await core().call('set-account-limit', { customerId, limit: 0 }, at('boss'))
    await clear(seat)
    await core().call('put-customer', { customerId }, at(seat))
    const scanned = await core().call('scan', { barcode: water, quantity: 3000 }, at(seat))
    if (!scanned.ok) return scanned
    const { id = '', revision = 0 } = scanned.value.basket ?? {}
    const taken = await core().call('take-tender', { basketId: id, revision, tender: { type: 'account', amount: amountOf('aboveAccountLimit', size) } }, at(seat))
    // Told what is left instead of what they may not.
    return !taken.ok && taken.refusal.code === 'account.aboveLimit' ? refuse('request.notAllowed') : taken
  }

  async function off(seat: string): Promise<void> {
    const view = await core().call('counter', {}, at(seat))
    const basket = view.ok ? view.value.basket : undefined
    for (const { id } of basket?.tenders ?? []) await core().call('remove-tender', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenderId: id }, at(seat))
    await clear(seat)
  }

  /** Owes 2.00, by the boss's doing. */
  async function debtor(): Promise<string> {
    const customerId = await somebody()
    await core().call('set-account-limit', { customerId, limit: 1000 }, at('boss'))
    await clear('boss')
    await core().call('put-customer', { customerId }, at('boss'))
    const scanned = await core().call('scan', { barcode: water }, at('boss'))
    const { id = '', revision = 0 } = (scanned.ok ? scanned.value.basket : undefined) ?? {}
    const taken = await core().call('take-tender', { basketId: id, revision, tender: { type: 'account', amount: 200 } }, at('boss'))
    if (!taken.ok && owing === '') throw new Error(taken.refusal.code)
    owing = taken.ok ? customerId : owing
    return owing
  }

  return [
    { permission: 'editCustomers', name: 'save-customer', run: (seat: string) => core().call('save-customer', { name: 'Nobody Else', active: true }, at(seat)) },
    { permission: 'editCustomers', name: 'customer', run: async (seat: string) => core().call('customer', { customerId: await somebody() }, at(seat)) },
    { permission: 'editCustomers', name: 'erase-customer', run: async (seat: string) => core().call('erase-customer', { customerId: await somebody() }, at(seat)) },
    { permission: 'setAccountLimit', name: 'set-account-limit', run: async (seat: string, size: Size) => core().call('set-account-limit', { customerId: await somebody(), limit: amountOf('setAccountLimit', size) }, at(seat)) },
    { permission: 'aboveAccountLimit', name: 'take-tender, on account', run: onAccount, after: off },
    { permission: 'sell', name: 'put-customer', run: async (seat: string) => core().call('put-customer', { customerId: await somebody() }, at(seat)), after: (seat: string) => clear(seat) },
    { permission: 'sell', name: 'pay-account', run: async (seat: string) => core().call('pay-account', { customerId: await debtor() }, at(seat)), after: (seat: string) => clear(seat) },
    { permission: 'sell', name: 'print-statement', run: async (seat: string) => core().call('print-statement', { customerId: await somebody() }, at(seat)) },
  ] as const
}
