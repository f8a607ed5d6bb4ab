import { createHash, createHmac, createPrivateKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { closeSync, constants, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { type KeyedCheck } from '../../domain/refund/index.ts'

/**
 * Stirred into every PIN hash: a stolen database alone cannot be guessed at. 32 bytes. Its id is drawn from it, so that two
 * registers have one name for the chain's and never one name for two; from 32 random bytes it gives nothing away.
 */
export interface Pepper {
  readonly id: string
  readonly bytes: Uint8Array
}

/** What this register keeps to itself. Only the writer thread ever holds it. */
export interface RegisterSecrets {
  /** What new PIN hashes are made with: the chain's once head office gave it, until then the register's own. */
  readonly pepper: () => Pepper
  /** Made here, with the file. */
  readonly ownPepperId: string
  /** Undefined until head office gave it. */
  readonly chainPepperId: () => string | undefined
  /** Undefined: made with one that this register does not have. */
  readonly pepperBy: (id: string) => Uint8Array | undefined
  /** 32 bytes, base64. Durable when it returns; throws on anything else, and on a disk that fails. Those there were stay. */
  readonly keepChainPepper: (pepper: string) => void
  /** What second factors are sealed with. 32 bytes. */
  readonly secondFactorKey: Uint8Array
  /** Of whoever hands in mail; '' where none is kept. Durable when it returns. */
  readonly mailPassword: () => string
  readonly keepMailPassword: (password: string) => void
  /** SPKI DER, base64: what head office checks batches with. */
  readonly publicKey: string
  /** The check of the codes on receipts: the chain's key, else one of this register's own, whose codes no other register reads. */
  readonly receiptCheck: KeyedCheck
  /** The same, as long as other registers have its key too: without one no code in full is printed. */
  readonly chainCheck: () => KeyedCheck | undefined
  /** Ed25519 over the bytes, base64. */
  sign(bytes: Uint8Array): string
}

/** Version 1 had the register's own pepper and no others. */
interface SecretsFile {
  readonly version: 1 | 2
  /** The register's own: 32 bytes, base64. */
  readonly pepper: string
  /** The chain's, the one in force last. Earlier ones stay: hashes are made with them. */
  readonly chainPeppers: readonly string[]
  /** PKCS8 DER, base64. */
  readonly privateKey: string
  readonly publicKey: string
  /** 32 bytes, base64. A file from before second factors has none; a reader from then does not look. */
  readonly secondFactorKey?: string
  /** As it is sent to the mail server. A file from before mail has none; a reader from then does not look. */
  readonly mailPassword?: string
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
  const secondFactorKey = file.secondFactorKey ?? randomBytes(32).toString('base64')
  let key: KeyObject
  try {
    key = createPrivateKey({ key: Buffer.from(file.privateKey, 'base64'), format: 'der', type: 'pkcs8' })
  } catch {
    return refuse('database.unsafe', { reason: 'secretsUnreadable' })
  }
  const own = pepperOf(file.pepper)
  let kept: SecretsFile = { ...file, secondFactorKey }
  const chain = (): Pepper | undefined => kept.chainPeppers.slice(-1).map(pepperOf)[0]
  // Before anything is sealed with it: a key that is only in memory would lose every secret at the next start.
  if (file.secondFactorKey === undefined) writeDurably(keyPath, JSON.stringify(kept))
  return accept({
    pepper: () => chain() ?? own,
    ownPepperId: own.id,
    chainPepperId: () => chain()?.id,
    pepperBy: (id) => [own, ...kept.chainPeppers.map(pepperOf)].find((pepper) => pepper.id === id)?.bytes,
    keepChainPepper: (pepper) => {
      if (!isKey(pepper)) throw new Error('a pepper of another length')
      if (kept.chainPeppers.at(-1) === pepper) return
      const next: SecretsFile = { ...kept, version: 2, chainPeppers: [...kept.chainPeppers.filter((one) => one !== pepper), pepper] }
      writeDurably(keyPath, JSON.stringify(next))
      kept = next
    },
    publicKey: file.publicKey,
    secondFactorKey: Buffer.from(secondFactorKey, 'base64'),
    mailPassword: () => kept.mailPassword ?? '',
    keepMailPassword: (password) => {
      const { mailPassword: before = '', ...rest } = kept
      if (before === password) return
      const next: SecretsFile = { ...rest, ...(password === '' ? {} : { mailPassword: password }) }
      writeDurably(keyPath, JSON.stringify(next))
      kept = next
    },
    receiptCheck: (text) => checkWith(kept)(text),
    chainCheck: () => chainCheckOf(kept),
    sign: (bytes) => sign(null, bytes, key).toString('base64'),
  })
}

/** From the chain's pepper, or the register's own until there is one, by a purpose of its own: the one says nothing of the other. */
function checkWith({ chainPeppers, pepper }: Pick<SecretsFile, 'chainPeppers' | 'pepper'>): KeyedCheck {
  const key = createHmac('sha256', Buffer.from(chainPeppers.at(-1) ?? pepper, 'base64')).update('codes on receipts').digest()
  return (text) => createHmac('sha256', key).update(text, 'utf8').digest('hex')
}

function chainCheckOf(file: SecretsFile): KeyedCheck | undefined {
  return file.chainPeppers.length > 0 ? checkWith(file) : undefined
}

/** As in RegisterSecrets. For the reader, which draws receipts and has no business with the other secrets. Throws where the writer would have refused. */
export function receiptChecksAt(keyPath: string): { readonly check: KeyedCheck; readonly chainCheck: KeyedCheck | undefined } {
  const file = parseSecrets(readFileSync(keyPath, 'utf8'))
  if (file === undefined) throw new Error('the secrets of this register do not read')
  return { check: checkWith(file), chainCheck: chainCheckOf(file) }
}

function newSecrets(): SecretsFile {
  const pair = generateKeyPairSync('ed25519')
  return {
    version: 2,
    pepper: randomBytes(32).toString('base64'),
    chainPeppers: [],
    privateKey: pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    publicKey: pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    secondFactorKey: randomBytes(32).toString('base64'),
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
  const { version, pepper, chainPeppers = [], privateKey, publicKey, secondFactorKey, mailPassword } = value as Partial<Record<keyof SecretsFile, unknown>>
  if ((version !== 1 && version !== 2) || !isKey(pepper) || typeof privateKey !== 'string' || typeof publicKey !== 'string') return undefined
  if (!Array.isArray(chainPeppers) || !chainPeppers.every(isKey)) return undefined
  if (secondFactorKey !== undefined && !isKey(secondFactorKey)) return undefined
  if (mailPassword !== undefined && typeof mailPassword !== 'string') return undefined
  return { version, pepper, chainPeppers, privateKey, publicKey, ...(mailPassword === undefined ? {} : { mailPassword }), ...(secondFactorKey === undefined ? {} : { secondFactorKey }) }
}

function isKey(text: unknown): text is string {
  return typeof text === 'string' && Buffer.from(text, 'base64').length === 32
}

function pepperOf(text: string): Pepper {
  const bytes = Buffer.from(text, 'base64')
  return { id: createHash('sha256').update('tillwright-pepper-1').update(bytes).digest('hex').slice(0, 16), bytes }
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
