import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Output } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { stagingOf, unpackRegister } from './unpack-register.ts'

/** Where a register waits that was brought from another machine, in the data folder of one that is nobody's. */
export const waitingOf = (databasePath: string): string => path.join(path.dirname(databasePath), 'taken-over')

/** Read off the disk, so that no restart and no second asker can know it otherwise. */
export function isTakingOver(databasePath: string): boolean {
  const waiting = waitingOf(databasePath)
  return existsSync(stagingOf(waiting)) || existsSync(waiting)
}

/**
 * Unpacks a moved register beside the one that is open. The next start puts it in its place (`swapIn`): an open database
 * cannot be exchanged under those who read it. Refuses `setup.takingOver` and `moveFile.*`; nothing is changed then.
 */
export async function unpackBeside(databasePath: string, { file, passphrase }: { readonly file: string; readonly passphrase: string }): Promise<Result<Output<'take-over'>>> {
  if (isTakingOver(databasePath)) return refuse('setup.takingOver')
  try {
    // Its staging folder is there before anything is waited for: whoever asks from now on sees it.
    const unpacked = await unpackRegister({ file, passphrase, folder: waitingOf(databasePath) })
    if (!unpacked.ok) return unpacked
    const { facts, waiting } = unpacked.value
    return accept({ registerNumber: facts.registerNumber, chainName: facts.chainName, storeName: facts.storeName, waiting })
  } catch (error) {
    // A full disk, or a stick that was pulled out. Left to the core, a fault of that file would end the core.
    if (error instanceof Error && 'code' in error) return refuse('moveFile.notUnpacked', { reason: String(error.code) })
    throw error
  }
}
