import { type BasketView, type CounterView, type Input, type Name } from '../../contracts/ipc/index.ts'
import { type Refusal, type Result } from '../../domain/errors/index.ts'
import { type Api } from './api.ts'
import { wasLeft } from './approval.ts'
import { lastDone } from './basket-rows.ts'
import { notInTraining, saysWhyNot } from './not-in-training.ts'
import { screenOf, withCounter, type Notice, type ScreenState, type ScreenStore, type Work } from './screen-state.ts'
import { type Sounds } from './sounds.ts'

/** Commands that answer with the counter. */
type CounterCommand = Extract<
  Name,
  | 'sign-on' | 'sign-off' | 'scan' | 'weigh' | 'add-item' | 'change-quantity' | 'remove-line' | 'restore-line' | 'cancel-basket' | 'complete-sale' | 'take-tender' | 'remove-tender' | 'confirm-age' | 'confirm-lot' | 'set-recall' | 'lift-recall' | 'create-item'
  | 'put-customer' | 'pay-account' | 'discount-line' | 'discount-basket' | 'override-price' | 'suspend-basket' | 'resume-basket' | 'lay-aside' | 'pay-lay-away' | 'collect-lay-away' | 'sell-department' | 'sell-gift-card' | 'set-layout' | 'set-wedge'
  | 'add-return' | 'add-return-without-receipt' | 'change-return' | 'void-sale' | 'begin-refund' | 'say-paid-back' | 'choose-pay-back'
  | 'begin-payment' | 'reverse-payment' | 'recover-payment' | 'abort-payment' | 'resolve-payment'
>

export type Later = (milliseconds: number, then: () => void) => unknown

/** What every act is made of. */
export type ActKit = ReturnType<typeof createActKit>

/** `received` is told after every counter view, whoever asked for it. */
export function createActKit(api: Api, store: ScreenStore, sounds: Sounds, later: Later, received: (next: CounterView, before: CounterView | undefined) => void) {
  const set = (changes: Partial<ScreenState>): void => store.setState(changes)
  const basketNow = (): BasketView | undefined => store.getState().counter?.basket

  // Acts run one after another, and each looks at the screen when its turn comes: three taps on + are three more, and
  // a scan that comes while another is looked up waits its turn instead of getting lost.
  let queue: Promise<unknown> = Promise.resolve()
  function enqueue(act: () => Promise<void>): void {
    queue = queue.then(act)
  }

  function receive(next: CounterView): void {
    const before = store.getState().counter
    const { state, heard } = withCounter(store.getState(), next)
    set(state)
    if (heard === 'added') sounds.ok()
    if (heard === 'asked') sounds.attention()
    if (heard === 'unresolved') sounds.error()
    received(next, before)
  }

  /** Says in place what cannot be done, and is heard. */
  function object(notice: Notice): void {
    set({ notice })
    sounds.error()
  }

  function refused(refusal: Refusal, confirm?: Input<'complete-sale'>): void {
    if (wasLeft(refusal) || (refusal.code === 'training.notHere' && saysWhyNot(store.getState()))) return
    object({ words: `refusal.${refusal.code}`, code: refusal.code, ...(refusal.params === undefined ? {} : { params: refusal.params }), ...(confirm === undefined ? {} : { confirm }) })
  }

  /** Sends a command and shows what came back. */
  async function send<N extends CounterCommand>(name: N, input: Input<N>): Promise<Result<CounterView>> {
    const answer: Result<CounterView> = await api.call(name, input)
    if (answer.ok) {
      set({ notice: undefined })
      receive(answer.value)
    }
    return answer
  }

  /** The same; a refusal is told. True when it was done. */
  async function sendOrTell<N extends CounterCommand>(name: N, input: Input<N>): Promise<boolean> {
    const answer = await send(name, input)
    if (!answer.ok) refused(answer.refusal)
    return answer.ok
  }

  /** Puts something else into the work area. From the finish screen that is the next customer, too. */
  function go(work: Work, entry = ''): void {
    const state = store.getState()
    const why = notInTraining(state, work)
    if (why !== undefined) return object({ words: why })
    set({ work, entry, notice: undefined, confirmingCancel: false, approval: undefined, factorAsk: undefined, keysShown: false, ...(screenOf(state) === 'finish' ? { seenSaleId: lastDone(state.counter)?.id } : {}) })
  }

  return { api, store, sounds, later, set, basketNow, enqueue, receive, object, refused, send, sendOrTell, go }
}
