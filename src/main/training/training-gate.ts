import { type Answer, contract, type Name, requestSchema } from '../../contracts/ipc/index.ts'

type Gate = (raw: unknown, seat: string) => Promise<Answer>

/** What can be practised, and what the screen needs for it. Everything else is refused: what is not named cannot leak. */
const practised: ReadonlySet<string> = new Set<Name>([
  'training', 'start-training', 'end-training', 'start-scenario', 'restart-scenario', 'leave-scenario', 'change-roll', 'answer-scenario',
  'counter', 'register', 'status', 'tiles', 'departments', 'tares', 'own-rights', 'search-items', 'item-options', 'taxes', 'stay', 'badge', 'take-scans',
  'sign-off', 'approve', 'scan', 'add-item', 'change-quantity', 'remove-line', 'restore-line', 'cancel-basket', 'complete-sale', 'take-tender', 'remove-tender', 'confirm-age', 'confirm-lot',
  'discount-line', 'discount-basket', 'override-price', 'suspend-basket', 'resume-basket', 'suspended-baskets', 'sell-department', 'check-price', 'set-layout', 'create-item',
  'weight', 'weigh', 'zero-scale', 'tare-scale', 'load-scale',
  'receipts', 'receipt', 'reprint', 'gift-lines', 'print-gift', 'sale-elsewhere',
  'find-sale', 'add-return', 'add-return-without-receipt', 'change-return', 'void-sale', 'begin-refund', 'say-paid-back', 'choose-pay-back',
  'begin-payment', 'reverse-payment', 'recover-payment', 'abort-payment', 'resolve-payment', 'payment-progress',
  'shift', 'open-shift', 'move-cash', 'suspend-shift', 'resume-shift', 'declare-shift', 'close-shift', 'x-report', 'print-x', 'z-reports', 'z-report', 'reprint-z', 'journal', 'journal-entry',
])

/** Asked for, and not wrong: an approval is the way. */
const noMistake = /^(approval\.|secondFactor\.|training\.|request\.|operator\.|pin\.)/

export interface TrainingGate {
  readonly gate: Gate
  readonly refused: (code: string) => void
  /** Somebody locked the screen themselves. */
  readonly signedOff: () => void
}

/** The gate of a register for training, as a door sees it. */
export function trainingGate({ gate, refused, signedOff }: TrainingGate): Gate {
  return async (raw, seat) => {
    const request = requestSchema.safeParse(raw)
    if (!request.success) return gate(undefined, seat)
    const { id, name } = request.data
    if (!practised.has(name)) return { v: 1, id, ok: false, refusal: { code: 'training.notHere' } }
    if (name === 'sign-off') signedOff()
    const answer = await gate(request.data, seat)
    if (!answer.ok && !name.endsWith('-scenario') && name !== 'change-roll' && contract[name as Name].kind === 'command' && !noMistake.test(answer.refusal.code)) refused(answer.refusal.code)
    return answer
  }
}
