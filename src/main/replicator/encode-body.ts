import { promisify } from 'node:util'
import * as zlib from 'node:zlib'

export interface EncodedBody {
  readonly bytes: Uint8Array
  /** Absent: sent as it is. */
  readonly encoding?: 'gzip' | 'zstd'
}

/** Below this a heartbeat only grows. */
const worthwhileBytes = 1024

/** Compresses with the best encoding that head office named and this runtime has: zstd came to Node after 18. */
export async function encodeBody(text: string, capabilities: readonly string[]): Promise<EncodedBody> {
  const bytes = Buffer.from(text)
  if (bytes.length < worthwhileBytes) return { bytes }
  if (capabilities.includes('zstd') && typeof zlib.zstdCompress === 'function') {
    const level = { params: { [zlib.constants.ZSTD_c_compressionLevel]: 1 } }
    return { bytes: await promisify(zlib.zstdCompress)(bytes, level), encoding: 'zstd' }
  }
  if (capabilities.includes('gzip')) return { bytes: await promisify(zlib.gzip)(bytes, { level: 1 }), encoding: 'gzip' }
  return { bytes }
}
