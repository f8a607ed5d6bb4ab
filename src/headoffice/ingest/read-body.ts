import { promisify } from 'node:util'
import { gunzip, zstdDecompress } from 'node:zlib'
import { bodyBytes, chainPepperCapability, dayProofCapability, encodings, feedsCapability, lockCapability, quarantineCapability, storedValueCapability, registerJournalCapability } from '../../contracts/replication/index.ts'

const unpackGzip = promisify(gunzip)
const unpackZstd = promisify(zstdDecompress)

/** Encodings this head office reads and doors it has, as named in every acknowledgement. */
export const capabilities: readonly string[] = [...encodings, chainPepperCapability, storedValueCapability, dayProofCapability, quarantineCapability, registerJournalCapability, feedsCapability, lockCapability]

export type Body = { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly slug: 'body-too-large' | 'body-malformed' | 'encoding-unknown' }

/**
 * The body's plain bytes. zlib itself stops at `limit` bytes of output: a few kilobytes of gzip can unfold to gigabytes,
 * and the signature can only be checked on what was unfolded.
 */
export async function readBody(wire: Buffer, encoding: string | undefined, limit: number = bodyBytes): Promise<Body> {
  const name = (encoding ?? 'identity').trim().toLowerCase()
  if (name === 'identity' || name === '') return wire.length > limit ? { ok: false, slug: 'body-too-large' } : { ok: true, bytes: wire }
  const unpack = name === 'gzip' ? unpackGzip : name === 'zstd' ? unpackZstd : undefined
  if (unpack === undefined) return { ok: false, slug: 'encoding-unknown' }
  try {
    return { ok: true, bytes: await unpack(wire, { maxOutputLength: limit }) }
  } catch (cause) {
    const tooLarge = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE'
    return { ok: false, slug: tooLarge ? 'body-too-large' : 'body-malformed' }
  }
}
