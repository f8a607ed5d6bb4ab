import { type CounterView, type Input } from '../../contracts/ipc/index.ts'
import { type BasketTender } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { canonicalValue } from '../../domain/journal/index.ts'
import { offeredBy, tenderKinds } from '../../domain/tender/index.ts'
import { authorize } from './authorize.ts'
import { changeCounter, type CommandContext } from './command-context.ts'
import { shownBasket } from './edit-basket.ts'
import { unsettledPayment } from './payments-of.ts'

/** Takes one line off, before completion. Refuses `tender.gone`; of a card read off a device, whoever may take payments back says so. */
export function removeTender(context: CommandContext, { basketId, revision, tenderId, approval }: Input<'remove-tender'>): Result<CounterView> {
  const { database, request } = context
  return changeCounter(context, () => {
    const shown = shownBasket(context, { basketId, revision })
    if (!shown.ok) return shown
    const { operator, basket } = shown.value
    const waits = unsettledPayment(database, basketId)
    if (waits !== undefined) return waits
    const taken = database.basketTenders(basketId).find(({ id }) => id === tenderId)
    if (taken === undefined) return refuse('tender.gone')
    const byDevice = tenderKinds[taken.tender.type].handedBack === 'byDevice'
    const authority = byDevice ? authorize(context, { permission: 'reversePayment', document: tenderId, amount: offeredBy(taken.tender) ?? 0 }, approval) : accept({ operator })
    if (!authority.ok) return authority
    const approver = 'approver' in authority.value ? authority.value.approver : undefined
    database.append(context.moment(), {
      type: 'tender.removed',
      schemaVersion: 1,
      businessDate: basket.businessDate,
      operator: authority.value.operator.id,
      ...(approver === undefined ? {} : { approver }),
      body: canonicalValue({ tenderId, basketId, ...taken.tender }),
    })
    database.dropTender(taken)
    handBack(context, [taken])
    database.rememberRequest(request)
    return accept(undefined)
  })
}

/** What happens besides when lines are handed back: the drawer opens once, and a voucher can be used again. */
export function handBack({ database, request }: CommandContext, taken: readonly BasketTender[]): void {
  for (const { tender } of taken) if (tender.type === 'voucher') database.freeVoucher(tender.voucher)
  if (taken.some(({ tender }) => tenderKinds[tender.type].drawer)) database.addEffect(`tender:${request}`, { kind: 'kick', pin: 0 })
}
