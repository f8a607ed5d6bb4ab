import { type Sha256 } from '../journal/index.ts'

/** Of a set without rows. */
export const emptySetHash = '0'.repeat(64)
const modulus = 1n << 256n
const valueOf = (hash: string | undefined): bigint => (hash === undefined ? 0n : BigInt(`0x${hash}`))

export function rowHash(id: string, text: string, sha256: Sha256): string {
  return sha256(`${id}\n${text}`)
}

/**
 * One hash for a whole set, whatever order its rows came in: the sum of theirs. A row that comes, goes or changes costs an addition and not a look at all the
 * others, so both sides always have it at hand. It finds what went wrong by accident; who may write is the signature's to say.
 */
export function changedSetHash(set: string, before: string | undefined, after: string | undefined): string {
  return ((((valueOf(set) + valueOf(after) - valueOf(before)) % modulus) + modulus) % modulus).toString(16).padStart(64, '0')
}
