import { canonicalJson, canonicalValue } from '../domain/journal/index.ts'
import { type Bitmap, type ReceiptBlock, type ReceiptDocument } from '../domain/receipt/index.ts'
import { type Connection } from './connection.ts'
import { sha256 } from './sha256.ts'
import { fromStoredJson } from './stored-json.ts'

/** Named by what it is (the first 128 bits of SHA-256 in hexadecimal), so that what is kept in memory can never be another one's. */
function logoHash(bitmap: Bitmap): string {
  return sha256(canonicalJson(canonicalValue(bitmap))).slice(0, 32)
}

/** A block as it is stored. A logo that stands there whole was written by hand or by a version to come: it is read as it is. */
type StoredBlock = ReceiptBlock | { readonly kind: 'logo'; readonly hash: string }

export interface LogoReads {
  /** Throws for one that is not kept: nothing ever deletes a logo. */
  logoBy(hash: string): Bitmap
  /** The document with its pictures back in their places. */
  documentOf(stored: string): ReceiptDocument
}

export function readLogos(db: Connection): LogoReads {
  const select = db.prepare<[string], string>('SELECT bitmap FROM logo WHERE hash = ?').pluck()
  const known = new Map<string, Bitmap>()

  function logoBy(hash: string): Bitmap {
    const seen = known.get(hash)
    if (seen !== undefined) return seen
    const text = select.get(hash)
    if (text === undefined) throw new Error(`no logo ${hash}`)
    const bitmap = fromStoredJson<Bitmap>(text)
    known.set(hash, bitmap)
    return bitmap
  }

  return {
    logoBy,
    documentOf(stored) {
      const document = fromStoredJson<Omit<ReceiptDocument, 'blocks'> & { readonly blocks: readonly StoredBlock[] }>(stored)
      return { ...document, blocks: document.blocks.map((block) => (block.kind === 'logo' && 'hash' in block ? { kind: 'logo', bitmap: logoBy(block.hash) } : block)) }
    },
  }
}

export interface LogoWrites {
  /** Keeps it, once, and says under which hash. */
  keepLogo(bitmap: Bitmap): string
  /** The document as JSON that names its logos: copied into each sale's effect they were nine tenths of the row. */
  storedDocument(document: ReceiptDocument): string
}

export function writeLogos(db: Connection): LogoWrites {
  const insert = db.prepare<[string, string]>('INSERT INTO logo (hash, bitmap) VALUES (?, ?) ON CONFLICT DO NOTHING')
  /** By the very object, since the facts hand out the same one for every sale: hashing it each time costs more than the sale. */
  const hashes = new WeakMap<Bitmap, string>()

  function keepLogo(bitmap: Bitmap): string {
    const hash = hashes.get(bitmap) ?? logoHash(bitmap)
    hashes.set(bitmap, hash)
    // Each time, though it is nearly always there: after a rollback it is not, whatever was remembered.
    insert.run(hash, JSON.stringify(bitmap))
    return hash
  }

  return {
    keepLogo,
    storedDocument(document) {
      const blocks = document.blocks.map((block): StoredBlock => (block.kind === 'logo' ? { kind: 'logo', hash: keepLogo(block.bitmap) } : block))
      return JSON.stringify({ ...document, blocks })
    },
  }
}
