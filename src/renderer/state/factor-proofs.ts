import { type Input, type Name, type Output } from '../../contracts/ipc/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { type Api } from './api.ts'
import { type ScreenState, type ScreenStore } from './screen-state.ts'
import { type Sounds } from './sounds.ts'

const shortestCode = 6

/**
 * The second factor of whoever is signed on. `api` is the api with this put before it: what main refuses with
 * `secondFactor.needed` waits while the dialog is open, is sent again under its own request once a code was right, and answers as
 * if it had been allowed at once. No act has to know. Left, it gets the refusal, and nothing was done.
 */
export function createFactorProofs(bare: Api, store: ScreenStore, sounds: Sounds) {
  /** One dialog for everything that is refused meanwhile: a screen asks several things when it opens. */
  let asked: { readonly proven: Promise<boolean>; readonly tell: (proven: boolean) => void } | undefined
  /** What was typed under the dialog, and the work it was typed for. */
  let under: Pick<ScreenState, 'entry' | 'work'> | undefined

  function ask(): Promise<boolean> {
    if (asked !== undefined) return asked.proven
    const { entry, work } = store.getState()
    under = { entry, work }
    let tell: (proven: boolean) => void = () => undefined
    const proven = new Promise<boolean>((resolve) => (tell = resolve))
    asked = { proven, tell }
    sounds.attention()
    store.setState({ factorAsk: { sending: false, trouble: undefined }, entry: '', notice: undefined, keysShown: false })
    return proven
  }

  function end(proven: boolean): void {
    const waiting = asked
    if (waiting === undefined) return
    asked = undefined
    const { work } = store.getState()
    const entry = under !== undefined && under.work === work ? under.entry : ''
    under = undefined
    store.setState({ factorAsk: undefined, entry })
    waiting.tell(proven)
  }

  // Others take it away as well: whoever was asked signed off.
  store.subscribe((state, before) => {
    if (state.factorAsk !== undefined || before.factorAsk === undefined || asked === undefined) return
    const waiting = asked
    asked = undefined
    under = undefined
    waiting.tell(false)
  })

  async function call<N extends Name>(name: N, input: Input<N>, request: string = crypto.randomUUID()): Promise<Result<Output<N>>> {
    const result = await bare.call(name, input, request)
    if (result.ok || result.refusal.code !== 'secondFactor.needed' || !(await ask())) return result
    return bare.call(name, input, request)
  }

  async function confirm(): Promise<void> {
    const { factorAsk, entry } = store.getState()
    if (factorAsk === undefined || factorAsk.sending) return
    const code = entry.trim()
    if (code.length < shortestCode) {
      sounds.error()
      return
    }
    const mine = asked
    store.setState({ factorAsk: { sending: true, trouble: undefined }, entry: '' })
    const answer = await bare.call('prove-second-factor', { code })
    if (asked !== mine) return
    if (answer.ok) {
      sounds.ok()
      end(true)
      return
    }
    sounds.error()
    store.setState({ factorAsk: { sending: false, trouble: answer.refusal } })
  }

  return {
    api: { ...bare, call } satisfies Api,
    acts: {
      confirmFactorAsk: () => void confirm(),
      /** Nothing was done, and what was typed for it stands there again. */
      leaveFactorAsk: () => end(false),
    },
  }
}
