import { expect } from './fixture.ts'
import { keys, some, type Walker, type Walk } from './walk-steps.ts'

const many = { approvers: 'cashier supervisor manager admin' } as const
type Params = Readonly<Record<string, string | number>>

/** Whoever walks is the manager, who may do it all alone: the core's yes, known by its words, becomes the question it asks of others. */
function refuseNext({ wire }: Walker, answer: RegExp, params: Params): void {
  wire.alter((text) => {
    const message = JSON.parse(text) as { readonly id?: string; readonly ok?: boolean }
    if (message.ok !== true || !answer.test(text)) return text
    return JSON.stringify({ v: 1, id: message.id, ok: false, refusal: { code: 'approval.needed', params: { ...many, ...params } } })
  })
}

async function overLimit(walker: Walker): Promise<void> {
  await some(walker)
  await keys(walker.page, 'F4', '2', '0', 'ArrowDown')
  refuseNext(walker, /"discountRule"/, { permission: 'discount', document: 'b/3', amount: 200_000, limit: 100_000 })
  await keys(walker.page, 'Enter')
  await expect(walker.page.getByTestId('approval')).toBeVisible()
}

async function wrongPin(walker: Walker, params: Params): Promise<void> {
  await overLimit(walker)
  await keys(walker.page, 'ArrowDown')
  walker.wire.alter((text) => text.replace('"code":"operator.wrongPin"', `"code":"operator.wrongPin","params":${JSON.stringify(params)}`))
  await keys(walker.page, '0', '0', '0', '0', 'Enter')
  await expect(walker.page.getByTestId('approval').getByRole('alert')).toBeVisible()
}

/** Ways to the looks of the dialog in which somebody else says yes. */
export const approvalWalk: Pick<Walk, 'approval'> = {
  approval: {
    line: async (walker) => {
      await overLimit(walker)
      await keys(walker.page, 'ArrowDown', '1', '2')
      await expect(walker.page.getByTestId('approver').first()).toHaveAttribute('aria-pressed', 'true')
    },
    whole: async (walker) => {
      await some(walker)
      await keys(walker.page, 'F9')
      refuseNext(walker, /^(?!.*"basket").*"currency"/, { permission: 'cancelBasket', document: 'b', amount: 510 })
      await keys(walker.page, 'F9')
      await expect(walker.page.getByTestId('approval')).toBeVisible()
    },
    drawer: async (walker) => {
      await keys(walker.page, 'F8', '1')
      refuseNext(walker, /"kick"/, { permission: 'openDrawer', document: 'drawer', amount: 0 })
      await keys(walker.page, 'Enter')
      await expect(walker.page.getByTestId('approval')).toBeVisible()
    },
    'wrong-pin': async (walker) => wrongPin(walker, {}),
    waits: async (walker) => {
      await wrongPin(walker, { waitSeconds: 600 })
      await expect(walker.page.getByTestId('approval-waits')).toBeVisible()
    },
    nobody: async (walker) => {
      await keys(walker.page, 'F8', '1')
      refuseNext(walker, /"kick"/, { permission: 'openDrawer', document: 'drawer', amount: 0, approvers: '' })
      await keys(walker.page, 'Enter')
      await expect(walker.page.getByTestId('approval-nobody')).toBeVisible()
    },
  },
}
