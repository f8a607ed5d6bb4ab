import { type Output, type SecondFactorView } from '../../contracts/ipc/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { type ActKit } from './act-kit.ts'
import { type SecondFactorWork } from './second-factor-work.ts'

const writeFirst = 'factor.writeFirst'

/** Making a second factor, and looking after it. A secret and recovery codes are held by the view that shows them, and go with it. */
export function createSecondFactorActs(kit: ActKit) {
  const { api, store, sounds, set, enqueue, object, refused, go } = kit

  function show(stage: SecondFactorWork['stage'], view?: SecondFactorView): void {
    go({ kind: 'secondFactor', stage, view, sending: false })
  }

  function open(): void {
    show({ name: 'look' })
    void api.call('second-factor', {}).then((answer) => {
      const { work } = store.getState()
      if (work.kind !== 'secondFactor' || work.stage.name !== 'look') return
      if (answer.ok) set({ work: { ...work, view: answer.value } })
      else refused(answer.refusal)
    })
  }

  /** Runs one request of the view, once at a time; a refusal leaves the view as it is, with an empty field. */
  function ask<T>(request: () => Promise<Result<T>>, done: (value: T) => void): void {
    const { work } = store.getState()
    if ((work.kind !== 'secondFactor' && work.kind !== 'factorPin') || work.sending) return
    set({ work: { ...work, sending: true }, entry: '', notice: undefined })
    enqueue(async () => {
      const answer = await request()
      const now = store.getState().work
      if (now.kind !== work.kind) return
      set({ work: { ...now, sending: false } })
      if (answer.ok) done(answer.value)
      else refused(answer.refusal)
    })
  }

  function sendPin(): void {
    const pin = store.getState().entry
    if (!/^\d{4,8}$/.test(pin)) {
      sounds.error()
      return
    }
    ask(() => api.call('begin-second-factor', { pin }), (shown) => show({ name: 'show', shown }))
  }

  function showCodes({ recoveryCodes }: Output<'renew-recovery-codes'>): void {
    sounds.ok()
    show({ name: 'codes', codes: recoveryCodes })
  }

  /** Until this a lock takes a second factor just made away again, since its codes went unread. */
  function keepCodes(): void {
    ask(() => api.call('keep-recovery-codes', {}), (view) => show({ name: 'look' }, view))
  }

  /**
   * Recovery codes are shown once: the first press says so, and false; the second one is taken. Codes that somebody has just
   * said to have written down are being kept, and nothing more is asked: a lock pressed in that moment was refused.
   */
  function mayLeaveCodes(): boolean {
    const { work, notice } = store.getState()
    if (work.kind !== 'secondFactor' || work.stage.name !== 'codes' || work.sending || notice?.words === writeFirst) return true
    object({ words: writeFirst })
    return false
  }

  function enter(): void {
    const { work, entry } = store.getState()
    if (work.kind !== 'secondFactor') return
    const { stage } = work
    const code = entry.trim()
    const mine = stage.name === 'drop' && stage.of === store.getState().counter?.operator?.id
    if (stage.name === 'look') {
      if (work.view?.enrolled === false) go({ kind: 'factorPin', sending: false })
    } else if (stage.name === 'codes') keepCodes()
    else if ((stage.name === 'show' || stage.name === 'renew' || mine) && code.length < 6) sounds.error()
    else if (stage.name === 'show') ask(() => api.call('confirm-second-factor', { code }), showCodes)
    else if (stage.name === 'renew') ask(() => api.call('renew-recovery-codes', { code }), showCodes)
    else ask(() => api.call('drop-second-factor', { operatorId: stage.of, ...(mine ? { code } : {}) }), (view) => show({ name: 'look' }, view))
  }

  return {
    openSecondFactor: open,
    sendFactorPin: sendPin,
    /** What Enter means in the view: the next step of it. */
    enterSecondFactor: enter,
    askDropFactor: (of: string) => {
      const { work } = store.getState()
      if (work.kind === 'secondFactor') show({ name: 'drop', of }, work.view)
    },
    askNewCodes: () => {
      const { work } = store.getState()
      if (work.kind === 'secondFactor') show({ name: 'renew' }, work.view)
    },
    demandSecondFactor: (required: boolean) => ask(() => api.call('set-second-factor-required', { required }), (view) => show({ name: 'look' }, view)),
    /** Whether the till may be locked now, by hand. Whoever does it twice leaves the codes knowingly, and the second factor stays. */
    leaveCodesToLock: () => {
      if (!mayLeaveCodes()) return false
      const { work } = store.getState()
      if (work.kind === 'secondFactor' && work.stage.name === 'codes') keepCodes()
      return true
    },
    /** One step back. */
    backFromFactor: () => {
      const { work } = store.getState()
      if (!mayLeaveCodes()) return
      if (work.kind === 'secondFactor' && work.stage.name === 'codes') keepCodes()
      else if (work.kind === 'secondFactor' && work.stage.name === 'look') go({ kind: 'sell' })
      else open()
    },
  }
}
