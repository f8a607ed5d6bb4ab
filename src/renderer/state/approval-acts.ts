import { contract, type Input, type Name, type Output, type Permission, type RegisterView } from '../../contracts/ipc/index.ts'
import { type Refusal, type Result } from '../../domain/errors/index.ts'
import { type Api } from './api.ts'
import { givenReason, neededBy, reasonOf, reasonsFor, takesSeveral, type ApprovalAsk, type ApprovalReason, type Needed } from './approval.ts'
import { neighbour } from './discount-acts.ts'
import { type PinWaits } from './pin-waits.ts'
import { type ScreenState, type ScreenStore } from './screen-state.ts'
import { type Sounds } from './sounds.ts'

type InputParsers = { readonly [N in Name]: { readonly input: { readonly safeParse: (value: unknown) => { readonly success: true; readonly data: Input<N> } | { readonly success: false } } } }
const inputs: InputParsers = contract

interface Asking extends Pick<ScreenState, 'register' | 'counter'> {
  readonly approval: Pick<ApprovalAsk, 'needed'> | undefined
}

/** An approval, and the right it is for. */
interface Given {
  readonly approval: string
  readonly permission: Permission
}

/** The basket that an act is about, where it may take several approvals. */
function basketOf(name: Name, input: unknown): string | undefined {
  return takesSeveral(name) && typeof input === 'object' && input !== null && 'basketId' in input && typeof input.basketId === 'string' ? input.basketId : undefined
}

/** Who could give it: everybody of a role that could, but whoever asks. */
export function approversOf({ register, counter, approval }: Asking): RegisterView['operators'] {
  return (register?.operators ?? []).filter(({ id, role, narrowed }) => id !== counter?.operator?.id && narrowed !== true && approval?.needed.approvers.includes(role) === true)
}

/** The goods that stand in the work area, and not in the basket. */
function itemInWork({ work }: Pick<ScreenState, 'work'>): ApprovalAsk['item'] {
  if (work.kind === 'recall' || work.kind === 'priceCheck') return work.answer?.item?.names
  return work.kind === 'newItem' ? work.options.unpriced?.names : undefined
}

/**
 * Approvals of another person. `api` is the api with this put before it: an act that main refuses with `approval.needed` waits
 * while the dialog is open, is sent again under its own request once somebody approved it, and answers as if it had been
 * allowed at once. No act has to know. Left, the act gets the refusal, and nothing was done.
 */
export function createApprovals(bare: Api, store: ScreenStore, sounds: Sounds, waits: PinWaits) {
  /** Told the approval, or undefined when the dialog was left. */
  let answer: ((approval: string | undefined) => void) | undefined
  /** What was typed under the dialog, and the work it was typed for. */
  let under: Pick<ScreenState, 'entry' | 'work'> | undefined
  /** What the last act on a basket was given, and did not use up: something else was in its way. */
  let kept: { readonly basketId: string; readonly given: readonly Given[] } | undefined

  function ask(act: ApprovalAsk['act'], needed: Needed, given: readonly Permission[], trouble: Refusal | undefined): Promise<string | undefined> {
    const state = store.getState()
    const before = state.approval
    if (before === undefined) under = { entry: state.entry, work: state.work }
    if (trouble === undefined) sounds.attention()
    // Another right of the same act: whoever approved the first is the likeliest for the next, where they may.
    const same = approversOf({ ...state, approval: { needed } }).find(({ id }) => id === before?.approverId)?.id
    const approval = { act, needed, item: itemInWork(state), given, approverId: same, reason: before?.reason ?? reasonOf(act), sending: false, trouble }
    const [only, ...others] = approversOf({ ...state, approval })
    store.setState({ approval: { ...approval, approverId: approval.approverId ?? (others.length === 0 ? only?.id : undefined) }, entry: '', notice: undefined, keysShown: false })
    return new Promise((resolve) => (answer = resolve))
  }

  function close(): void {
    const { approval, work } = store.getState()
    if (approval === undefined) return
    const entry = under !== undefined && under.work === work ? under.entry : ''
    under = undefined
    store.setState({ approval: undefined, entry })
  }

  // It may be taken away by others as well: whoever asked signed off.
  store.subscribe((state, before) => {
    if (state.approval !== undefined || before.approval === undefined) return
    const left = answer
    answer = undefined
    left?.(undefined)
  })

  /** The act with the approvals it was given. Undefined: the contract knows of none for it. */
  function approved<N extends Name>(name: N, input: Input<N>, approvals: readonly string[]): Input<N> | undefined {
    const again = inputs[name].input.safeParse(takesSeveral(name) ? { ...input, approvals } : { ...input, approval: approvals[0] })
    return again.success ? again.data : undefined
  }

  async function call<N extends Name>(name: N, input: Input<N>, request: string = crypto.randomUUID()): Promise<Result<Output<N>>> {
    const act = { name, input }
    const basketId = basketOf(name, input)
    let given: readonly Given[] = kept !== undefined && kept.basketId === basketId ? kept.given : []
    let result = await bare.call(name, (given.length === 0 ? undefined : approved(name, input, given.map((one) => one.approval))) ?? input, request)
    if (given.length > 0 && !result.ok && result.refusal.code === 'approval.invalid') {
      given = []
      result = await bare.call(name, input, request)
    }
    let trouble: Refusal | undefined
    let asking = false
    for (;;) {
      const needed = result.ok ? undefined : neededBy(result.refusal)
      // One at a time: what comes by itself meanwhile was not asked for by whoever types the PIN.
      if (needed === undefined || (!asking && store.getState().approval !== undefined)) {
        if (asking) close()
        if (basketId !== undefined) kept = result.ok || needed !== undefined || given.length === 0 ? undefined : { basketId, given }
        return result
      }
      asking = true
      const approval = await ask(act, needed, given.map(({ permission }) => permission), trouble)
      const again = approval === undefined ? undefined : approved(name, input, [...given.map((one) => one.approval), approval])
      if (approval === undefined || again === undefined) {
        close()
        return result
      }
      const done = await bare.call(name, again, request)
      trouble = undefined
      if (!done.ok && done.refusal.code === 'approval.invalid') {
        // The basket moved on meanwhile, most likely, or the first of several is past its minute. What it takes now, main says
        // when it is asked without.
        trouble = done.refusal
        given = []
        sounds.error()
        result = await bare.call(name, input, request)
      } else {
        // Another right of the same act: none of the approvals was used up.
        given = [...given, { approval, permission: needed.permission }]
        result = done
        if (!takesSeveral(name)) {
          close()
          return result
        }
      }
    }
  }

  function change(changes: Partial<Pick<ApprovalAsk, 'approverId' | 'reason'>>): void {
    const { approval, entry } = store.getState()
    if (approval === undefined || approval.sending) return
    // A PIN half typed is one person's: it does not become another's.
    store.setState({ approval: { ...approval, ...changes, trouble: undefined, wrongLength: false }, entry: changes.approverId === undefined ? entry : '' })
  }

  async function confirm(): Promise<void> {
    const { approval, entry, pinWaits } = store.getState()
    if (approval === undefined || approval.sending) return
    const { approverId, reason, needed } = approval
    const waiting = approverId !== undefined && (pinWaits[approverId] ?? 0) > 0
    const isPin = /^\d{4,8}$/.test(entry)
    if (approverId === undefined || reason === undefined || waiting || !isPin) {
      sounds.error()
      // Twelve digits stood there whatever was pressed, and "type your PIN" beside them. Nobody's PIN is so long: no guess at one.
      if (approverId !== undefined && !waiting && entry !== '' && !isPin) store.setState({ approval: { ...approval, trouble: undefined, wrongLength: true }, entry: '' })
      return
    }
    store.setState({ approval: { ...approval, sending: true, trouble: undefined, wrongLength: false }, entry: '' })
    const { permission, document, amount } = needed
    const given = await bare.call('approve', { approverId, pin: entry, permission, document, amount, reason })
    const now = store.getState().approval
    if (now === undefined || !now.sending || now.act !== approval.act) return
    if (given.ok) {
      const resume = answer
      answer = undefined
      resume?.(given.value.approval)
      return
    }
    waits.note(approverId, given.refusal)
    sounds.error()
    store.setState({ approval: { ...now, sending: false, trouble: given.refusal } })
  }

  return {
    api: { ...bare, call } satisfies Api,
    acts: {
      chooseApprover: (approverId: string) => change({ approverId }),
      moveApprover: (by: 1 | -1) => {
        const state = store.getState()
        const next = neighbour(approversOf(state).map(({ id }) => id), state.approval?.approverId, by)
        if (next !== undefined) change({ approverId: next })
      },
      chooseApprovalReason: (reason: ApprovalReason) => change({ reason }),
      moveApprovalReason: (by: 1 | -1) => {
        const { approval } = store.getState()
        const next = approval === undefined || givenReason(approval.act) !== undefined ? undefined : neighbour<ApprovalReason>(reasonsFor(approval.act), approval.reason, by)
        if (next !== undefined) change({ reason: next })
      },
      confirmApproval: () => void confirm(),
      /** Nothing was done, and what was typed for it stands there again. */
      leaveApproval: close,
    },
  }
}
