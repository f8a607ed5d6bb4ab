import { z } from 'zod'
import { command } from './define.ts'

/** As the core takes it: shorter ones are guessed, whatever they are stretched with. */
export const shortestPassphraseLength = 12
export const fewestPassphraseCharacters = 5

/** Twelve blanks are long, too. What stands around it does not count, and neither does a character again and again. */
export function isWeakPassphrase(typed: string): boolean {
  const text = typed.normalize('NFC').trim()
  return text.length < shortestPassphraseLength || new Set(text.replaceAll(/\s/g, '')).size < fewestPassphraseCharacters
}

export const passphrase = z.string().min(1).max(256)

/**
 * Packs this register into one file under the passphrase, and closes it: it sells nothing from then on. Everybody is signed off.
 * Refuses `move.*`, `move.weakPassphrase` last: asked with a weak one it says whether it could be moved now; only `move.notPacked` has done something, and taken it back.
 */
export const moveRegister = command('move-register', {
  who: 'moveRegister',
  input: z.strictObject({ passphrase }),
  output: z.strictObject({
    /** Where it lies on this machine. */
    file: z.string(),
    bytes: z.int().nonnegative(),
  }),
})

/** A register that was moved goes on here. Nobody can sign on to one, so the passphrase of its file is what it takes. */
export const takeBack = command('take-back', { who: 'anyone', input: z.strictObject({ passphrase }), output: z.strictObject({}) })
