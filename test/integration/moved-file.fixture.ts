import { type Refusal } from '../../src/domain/errors/index.ts'
import { ask, heard, sellMilk, startRegister, tryAsk } from './register.fixture.ts'

export const passphrase = 'river stone lamp four'

export interface MovedFile {
  readonly file: string
  readonly registerId: string
  readonly registerNumber: number
  readonly storeName: string
  /** Of the last receipt that was sold there. */
  readonly number: string
  readonly manager: { readonly id: string; readonly name: string; readonly pin: string }
}

/** A register of a demo store that sold once, and moved into its file. It is not running any more. */
export async function movedFile(folder: string, store: 'gb' | 'cn' = 'gb'): Promise<MovedFile> {
  const { register } = await startRegister(folder, { demoStore: store })
  try {
    const { operators } = await ask(register, 'register', {})
    const manager = operators.find(({ role }) => role === 'manager')
    if (manager?.demoPin === undefined) throw new Error('no manager')
    await ask(register, 'sign-on', { operatorId: manager.id, pin: manager.demoPin })
    const { number } = await sellMilk(register)
    const { registerId, registerNumber, storeName } = await register.core.internal.facts()
    const file = await heard(register, async () => {
      const answer = await tryAsk(register, 'move-register', { passphrase })
      if (answer.ok) return (answer.value as { readonly file: string }).file
      if ((answer.refusal as Refusal).code !== 'move.effectsWaiting') throw new Error(JSON.stringify(answer.refusal))
      return undefined
    })
    return { file, registerId, registerNumber, storeName, number, manager: { id: manager.id, name: manager.name, pin: manager.demoPin } }
  } finally {
    await register.close()
  }
}
