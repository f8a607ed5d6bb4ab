import { createPrivateKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { closeSync, constants, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'

/** What this register keeps to itself. Only the writer thread ever holds it. */
export interface RegisterSecrets {
  /** Stirred into every PIN hash: a stolen database alone cannot be guessed at. 32 bytes. */
  readonly pepper: Uint8Array
  /** SPKI DER, base64: what head office checks batches with. */
  readonly publicKey: string
  /** Ed25519 over the bytes, base64. */
  sign(bytes: Uint8Array): string
}

interface SecretsFile {
  readonly version: 1
  /** 32 bytes, base64. */
  readonly pepper: string
  /** PKCS8 DER, base64. */
  readonly privateKey: string
  readonly publicKey: string
}

/**
 * Opens the secrets file, making it when the database does not exist yet either. A database whose secrets are gone is
 * refused (`database.unsafe`), not given new ones: with another pepper nobody could sign on, and with another key
 * head office would take the register for a stranger, and both would look like faults somewhere else.
 */
export function openSecrets(keyPath: string, databasePath: string): Result<RegisterSecrets> {
  if (!existsSync(keyPath)) {
    if (existsSync(databasePath)) return refuse('database.unsafe', { reason: 'secretsMissing' })
    writeDurably(keyPath, JSON.stringify(newSecrets()))
  }
  const file = parseSecrets(readFileSync(keyPath, 'utf8'))
  if (file === undefined) return refuse('database.unsafe', { reason: 'secretsUnreadable' })
  let key: KeyObject
  try {
    key = createPrivateKey({ key: Buffer.from(file.privateKey, 'base64'), format: 'der', type: 'pkcs8' })
  } catch {
    return refuse('database.unsafe', { reason: 'secretsUnreadable' })
  }
  return accept({
    pepper: Buffer.from(file.pepper, 'base64'),
    publicKey: file.publicKey,
    sign: (bytes) => sign(null, bytes, key).toString('base64'),
  })
}

function newSecrets(): SecretsFile {
  const pair = generateKeyPairSync('ed25519')
  return {
    version: 1,
    pepper: randomBytes(32).toString('base64'),
    privateKey: pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    publicKey: pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  }
}

function parseSecrets(text: string): SecretsFile | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const { version, pepper, privateKey, publicKey } = value as Partial<Record<keyof SecretsFile, unknown>>
  if (version !== 1 || typeof pepper !== 'string' || typeof privateKey !== 'string' || typeof publicKey !== 'string') return undefined
  if (Buffer.from(pepper, 'base64').length !== 32) return undefined
  return { version, pepper, privateKey, publicKey }
}

/** Temp file, fsync, rename, fsync of the folder: after a power cut there is the whole file or none. */
function writeDurably(path: string, text: string): void {
  const temporary = `${path}.new`
  // A half-written one from a crash must not lend this one its mode.
  rmSync(temporary, { force: true })
  const file = openSync(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(temporary, path)
  // Windows can neither open a folder nor needs to: NTFS journals the rename itself.
  if (process.platform === 'win32') return
  const folder = openSync(dirname(path), constants.O_RDONLY)
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
