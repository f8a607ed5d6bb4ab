import { createHash, createPublicKey, type KeyObject, randomBytes, verify } from 'node:crypto'
import { codeAlphabet, codeSymbols, enrolmentProofText, type EnrolmentRequest, rebuildProofText, type RebuildRequest } from '../../contracts/replication/index.ts'

/** A fresh one-time code: 12 symbols, 60 bits from the system's generator. 256 is a multiple of 32, so no symbol is likelier. */
export function newCode(): string {
  return Array.from(randomBytes(codeSymbols), (byte) => codeAlphabet.charAt(byte % codeAlphabet.length)).join('')
}

/**
 * What is kept of a code. A plain hash is enough: 60 random bits can not be searched within its ten minutes, and the hash
 * only has to keep a stolen backup from enrolling a register.
 */
export function hashOfCode(code: string): string {
  return createHash('sha256').update(code).digest('hex')
}

/** True when `signature` (base64) is Ed25519 by `publicKey` (SPKI DER, base64) over exactly these bytes. Never throws: a malformed key verifies nothing. */
export function signatureFits(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  try {
    const key = read.get(publicKey) ?? createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    // Another algorithm's key would be verified by that algorithm's rules; the protocol knows one.
    const fits = key.asymmetricKeyType === 'ed25519' && verify(null, bytes, key, Buffer.from(signature, 'base64'))
    if (fits && !read.has(publicKey)) {
      if (read.size >= mostRead) read.clear()
      read.set(publicKey, key)
    }
    return fits
  } catch {
    return false
  }
}

/** Keys that something was signed with: to read one costs as much as to verify a sale. A chain's registers, at most. */
const read = new Map<string, KeyObject>()
const mostRead = 20_000

/** The register holds the private half of the key it wants to enrol. */
export function proofFits(request: EnrolmentRequest): boolean {
  return signatureFits(request.publicKey, Buffer.from(enrolmentProofText(request.code, request.register)), request.proof)
}

/** The new machine holds the private half of the key that is to take the place of the old one's. */
export function rebuildProofFits(request: RebuildRequest): boolean {
  return signatureFits(request.publicKey, Buffer.from(rebuildProofText(request.code, request.publicKey)), request.proof)
}
