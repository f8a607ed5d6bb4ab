import { longestDisplayName, longestSignOnName } from '../../contracts/replication/index.ts'
import { hasHiddenSigns } from '../../domain/catalogue/index.ts'

/** As two names are compared: nobody has to remember how theirs is spelt, and nobody can look like somebody else by a wide letter. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}

export function signOnNameOf(typed: string): string | undefined {
  const name = typed.normalize('NFKC').trim()
  return new RegExp(`^[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}._@-]{1,${longestSignOnName - 1}}$`, 'u').test(name) ? name : undefined
}

/** One line that can be seen: no signs that are nothing to look at, or that turn the writing around. */
export function displayNameOf(typed: string): string | undefined {
  const name = typed.normalize('NFC').trim()
  return name !== '' && name.length <= longestDisplayName && !hasHiddenSigns(name) ? name : undefined
}
