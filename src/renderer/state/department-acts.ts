import { parseAmount } from '../../domain/money/index.ts'
import { type ActKit } from './act-kit.ts'
import { neighbour } from './discount-acts.ts'
import { readEntry } from './entry.ts'

/** Selling something without a record at a price keyed in: amount, then department, or the other way round. */
export function createDepartmentActs(kit: ActKit) {
  const { store, set, enqueue, sendOrTell, object, go } = kit

  function amountTyped(): number | undefined {
    const { counter, entry } = store.getState()
    const amount = counter === undefined ? undefined : parseAmount(entry, counter.currency)
    return amount === 0 ? undefined : amount
  }

  function sell(departmentId: string, amount: number): void {
    const { work } = store.getState()
    const quantity = work.kind === 'department' ? work.quantity : undefined
    enqueue(async () => {
      if (await sendOrTell('sell-department', { departmentId, amount, ...(quantity === undefined ? {} : { quantity }) })) {
        if (store.getState().work.kind === 'department') set({ work: { kind: 'sell' }, entry: '' })
      }
    })
  }

  function choose(departmentId: string): void {
    const { work } = store.getState()
    if (work.kind === 'department') set({ work: { ...work, departmentId }, notice: undefined })
  }

  return {
    /** An amount or `3*` typed before the key belongs to it. */
    openDepartments: () => {
      const { entry, counter, departments } = store.getState()
      const { quantity, code } = readEntry(entry)
      const amount = counter === undefined || parseAmount(code, counter.currency) === undefined ? '' : code
      // Where there is only one there is nothing to choose.
      go({ kind: 'department', departmentId: departments.length === 1 ? departments[0]?.id : undefined, quantity }, amount)
    },
    tapDepartment: (departmentId: string) => {
      const amount = amountTyped()
      choose(departmentId)
      if (amount !== undefined) sell(departmentId, amount)
    },
    moveDepartment: (by: 1 | -1) => {
      const { work, departments } = store.getState()
      const next = work.kind === 'department' ? neighbour(departments.map(({ id }) => id), work.departmentId, by) : undefined
      if (next !== undefined) choose(next)
    },
    sellDepartment: () => {
      const { work } = store.getState()
      const amount = amountTyped()
      if (work.kind !== 'department') return
      if (amount === undefined) object({ words: 'department.amountFirst' })
      else if (work.departmentId === undefined) object({ words: 'department.chooseFirst' })
      else sell(work.departmentId, amount)
    },
  }
}
