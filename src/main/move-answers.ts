import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Input, type Output } from '../contracts/ipc/index.ts'
import { accept, type Result } from '../domain/errors/index.ts'
import { type CallOptions, type CoreInternal } from './core/index.ts'

/** A register that goes to another machine leaves its file here, and is taken back from nothing but its passphrase. */
export function moveAnswers(core: Pick<CoreInternal, 'moveOut' | 'takeBack'>, data: string) {
  return {
    'move-register': async ({ passphrase }: Input<'move-register'>, from: CallOptions): Promise<Result<Output<'move-register'>>> => {
      const folder = path.join(data, 'moved')
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      return core.moveOut({ passphrase, folder }, from)
    },
    'take-back': async ({ passphrase }: Input<'take-back'>): Promise<Result<Output<'take-back'>>> => {
      const taken = await core.takeBack(passphrase)
      return taken.ok ? accept({}) : taken
    },
  }
}
