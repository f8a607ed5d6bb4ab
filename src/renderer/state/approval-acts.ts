import { approvalReasons, contract, type Input, type Name, type Output, type RegisterView } from '../../contracts/ipc/index.ts'
import { type Refusal, type Result } from '../../domain/errors/index.ts'
import { type Api } from './api.ts'
import { neededBy, reasonOf, type ApprovalAsk, type ApprovalReason, type Needed } from './approval.ts'
import { neighbour } from './discount-acts.ts'
import { type PinWaits } from './pin-waits.ts'
import { type ScreenState, type ScreenStore } from './screen-state.ts'
import { type Sounds } from './sounds.ts'

type InputParsers = { readonly [N in Name]: { readonly input: { readonly safeParse: (value: unknown) => { readonly success: true; readonly data: Input<N> } | { readonly success: false } } } }
const inputs: InputParsers = contract

/** Who could give it: everybody of a role that could, but whoever asks. */
export function approversOf({ register, counter, approval }: Pick<ScreenState, 'register' | 'counter' | 'approval'>): RegisterView['operators'] {
  return (register?.operators ?? []).filter(({ id, role }) => id !== counter?.operator?.id && approval?.needed.approvers.includes(role) === true)
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

  function ask(act: ApprovalAsk['act'], needed: Needed, trouble: Refusal | undefined): Promise<string | undefined> {
    const state = store.getState()
    const before = state.approval
    if (before === undefined) {
      under = { entry: state.entry, work: state.work }
      sounds.attention()
    }
    const approval = { act, needed, approverId: before?.approverId, reason: before?.reason ?? reasonOf(act), sending: false, trouble }
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

  async function call<N extends Name>(name: N, input: Input<N>, request: string = crypto.randomUUID()): Promise<Result<Output<N>>> {
    let result = await bare.call(name, input, request)
    let trouble: Refusal | undefined
    for (;;) {
      const needed = result.ok ? undefined : neededBy(result.refusal)
      // One at a time: what comes by itself meanwhile was not asked for by whoever types the PIN.
      if (needed === undefined || (trouble === undefined && store.getState().approval !== undefined)) {
        if (trouble !== undefined) close()
        return result
      }
      const approval = await ask({ name, input }, needed, trouble)
      const again = inputs[name].input.safeParse({ ...input, approval })
      if (approval === undefined || !again.success) {
        close()
        return result
      }
      const done = await bare.call(name, again.data, request)
      if (done.ok || done.refusal.code !== 'approval.invalid') {
        close()
        return done
      }
      // The basket moved on meanwhile, most likely. What it takes now, main says when it is asked without.
      trouble = done.refusal
      sounds.error()
      result = await bare.call(name, input, request)
    }
  }

  function change(changes: Partial<Pick<ApprovalAsk, 'approverId' | 'reason'>>): void {
    const { approval, entry } = store.getState()
    if (approval === undefined || approval.sending) return
    // A PIN half typed is one person's: it does not become another's.
    store.setState({ approval: { ...approval, ...changes, trouble: undefined }, entry: changes.approverId === undefined ? entry : '' })
  }

  async function confirm(): Promise<void> {
    const { approval, entry, pinWaits } = store.getState()
    if (approval === undefined || approval.sending) return
    const { approverId, reason, needed } = approval
    if (approverId === undefined || reason === undefined || (pinWaits[approverId] ?? 0) > 0 || !/^\d{4,8}$/.test(entry)) {
      sounds.error()
      return
    }
    store.setState({ approval: { ...approval, sending: true, trouble: undefined }, entry: '' })
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
        const next = neighbour<ApprovalReason>(approvalReasons, store.getState().approval?.reason, by)
        if (next !== undefined) change({ reason: next })
      },
      confirmApproval: () => void confirm(),
      /** Nothing was done, and what was typed for it stands there again. */
      leaveApproval: close,
    },
  }
}
