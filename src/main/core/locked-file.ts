import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'

/*
 * A file under a passphrase: mark, header and its hash, a check of the passphrase, then chunks. A chunk is its length, its
 * bytes under AES-256-GCM, and its tag; its number is its nonce, and the last one is marked in what the tag covers. So a file
 * that was cut has no last chunk, and a changed byte fails in the chunk it is in, before anything of it is believed.
 */
const mark = Buffer.from('TILLWRIGHT MOVE\n', 'ascii')
const chunkBytes = 1 << 20
const tagBytes = 16
const lastFlag = 0x8000_0000
/** 128 MB and about a third of a second for each guess at a passphrase. */
const cost = { N: 2 ** 17, r: 8, p: 1 } as const

export interface LockedHeader {
  readonly format: 1
  readonly schema: number
  readonly app: string
  readonly madeAt: number
  /** Base64. */
  readonly salt: string
  readonly N: number
  readonly r: number
  readonly p: number
}

export interface PassphraseKeys {
  readonly salt: string
  readonly sealing: Buffer
  readonly proving: Buffer
  /** Says whether a passphrase is the same, and nothing of it that 2^17 rounds do not protect. */
  readonly proof: string
}

/** Derived in the pool: nothing else waits meanwhile. */
export function keysOf(passphrase: string, salt: string = randomBytes(16).toString('base64'), { N, r, p }: { readonly N: number; readonly r: number; readonly p: number } = cost): Promise<PassphraseKeys> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), Buffer.from(salt, 'base64'), 64, { N, r, p, maxmem: 256 * N * r }, (error, key) => {
      if (error !== null) return reject(error)
      const proving = key.subarray(32)
      resolve({ salt, sealing: key.subarray(0, 32), proving, proof: createHmac('sha256', proving).update('the passphrase').digest('base64') })
    })
  })
}

export function sameProof(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one, 'base64'), Buffer.from(other, 'base64')]
  return a.length === b.length && timingSafeEqual(a, b)
}

function nonce(index: number): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUIntBE(index, 6, 6)
  return bytes
}

const length = (bytes: number): Buffer => {
  const four = Buffer.alloc(4)
  four.writeUInt32BE(bytes >>> 0)
  return four
}

/** Writes what `parts` yields, and is on disk when it returns. Throws where the disk does. The file must not exist. */
export function writeLocked(file: string, keys: PassphraseKeys, about: Pick<LockedHeader, 'schema' | 'app' | 'madeAt'>, parts: Iterable<Buffer>): void {
  const header = Buffer.from(JSON.stringify({ format: 1, ...about, salt: keys.salt, ...cost } satisfies LockedHeader))
  const digest = createHash('sha256').update(header).digest()
  const handle = openSync(file, 'wx', 0o600)
  try {
    const write = (bytes: Buffer): void => {
      for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done)
    }
    write(Buffer.concat([mark, length(header.length), header, digest, createHmac('sha256', keys.proving).update(header).digest()]))
    let index = 0
    const seal = (plain: Buffer, last: boolean): void => {
      const word = length(last ? plain.length + lastFlag : plain.length)
      const cipher = createCipheriv('aes-256-gcm', keys.sealing, nonce(index))
      cipher.setAAD(Buffer.concat([digest, word]))
      write(Buffer.concat([word, cipher.update(plain), cipher.final(), cipher.getAuthTag()]))
      index += 1
    }
    let held: Buffer[] = []
    let bytes = 0
    for (const part of parts) {
      held.push(part)
      bytes += part.length
      if (bytes < chunkBytes) continue
      const whole = Buffer.concat(held)
      const full = whole.length - (whole.length % chunkBytes)
      for (let at = 0; at < full; at += chunkBytes) seal(whole.subarray(at, at + chunkBytes), false)
      held = [whole.subarray(full)]
      bytes = whole.length - full
    }
    seal(Buffer.concat(held), true)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function parseHeader(text: string): LockedHeader | undefined {
  try {
    const value = JSON.parse(text) as Partial<Record<keyof LockedHeader, unknown>> | null
    const { format, schema, app, madeAt, salt, N, r, p } = value ?? {}
    const whole = (one: unknown): one is number => typeof one === 'number' && Number.isSafeInteger(one)
    // Numbers that somebody else chose: a file must not make this machine work for an hour on its passphrase.
    if (format !== 1 || !whole(schema) || typeof app !== 'string' || !whole(madeAt) || typeof salt !== 'string' || !whole(N) || !whole(r) || !whole(p) || N > 2 ** 20 || r > 16 || p > 4) return undefined
    return { format, schema, app, madeAt, salt, N, r, p }
  } catch {
    return undefined
  }
}

/**
 * Opens a file and hands its contents to `take`, part by part, each once its tag was right; only when this returns is the whole of
 * it believed. Refuses `moveFile.missing`, `.notOne`, `.newer`, `.altered`, `.wrongPassphrase`, `.cut`. `accepts` may refuse by the header, once the passphrase was right.
 */
export async function readLocked(file: string, passphrase: string, accepts: (header: LockedHeader) => Result<unknown>, take: (part: Buffer) => void): Promise<Result<LockedHeader>> {
  let handle: number
  try {
    handle = openSync(file, 'r')
  } catch {
    return refuse('moveFile.missing', { file })
  }
  try {
    const read = (bytes: number): Buffer => {
      const into = Buffer.alloc(bytes)
      let done = 0
      for (let got = 1; got > 0 && done < bytes; done += got) got = readSync(handle, into, done, bytes - done, null)
      return into.subarray(0, done)
    }
    if (!read(mark.length).equals(mark)) return refuse('moveFile.notOne', { file })
    const headerLength = read(4)
    if (headerLength.length < 4) return refuse('moveFile.cut', { file })
    const bytes = headerLength.readUInt32BE()
    if (bytes > 4096) return refuse('moveFile.altered', { file })
    const header = read(bytes)
    const digest = read(32)
    const check = read(32)
    if (check.length < 32) return refuse('moveFile.cut', { file })
    if (!createHash('sha256').update(header).digest().equals(digest)) return refuse('moveFile.altered', { file })
    const about = parseHeader(header.toString('utf8'))
    if (about === undefined) return refuse('moveFile.newer', { file })
    const keys = await keysOf(passphrase, about.salt, about)
    if (!timingSafeEqual(createHmac('sha256', keys.proving).update(header).digest(), check)) return refuse('moveFile.wrongPassphrase')
    const accepted = accepts(about)
    if (!accepted.ok) return accepted
    for (let index = 0; ; index += 1) {
      const word = read(4)
      if (word.length < 4) return refuse('moveFile.cut', { file })
      const said = word.readUInt32BE()
      const last = said >= lastFlag
      const size = last ? said - lastFlag : said
      if (size > chunkBytes) return refuse('moveFile.altered', { file })
      const sealed = read(size + tagBytes)
      if (sealed.length < size + tagBytes) return refuse('moveFile.cut', { file })
      const decipher = createDecipheriv('aes-256-gcm', keys.sealing, nonce(index))
      decipher.setAAD(Buffer.concat([digest, word]))
      decipher.setAuthTag(sealed.subarray(size))
      let plain: Buffer
      try {
        plain = Buffer.concat([decipher.update(sealed.subarray(0, size)), decipher.final()])
      } catch {
        return refuse('moveFile.altered', { file })
      }
      take(plain)
      if (!last) continue
      return read(1).length === 0 ? accept(about) : refuse('moveFile.altered', { file })
    }
  } finally {
    closeSync(handle)
  }
}
