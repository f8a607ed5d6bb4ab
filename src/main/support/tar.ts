/** One file of an archive. */
export interface TarFile {
  readonly name: string
  readonly content: Uint8Array
}

const block = 512

/**
 * The header of one file, as POSIX ustar has it: what every system unpacks without a program of ours. Names up to 100
 * characters of ASCII; the owner is nobody, the time what is given (epoch ms).
 */
export function tarHeader(name: string, size: number, at: number): Buffer {
  if (!/^[\w.\-/]{1,100}$/.test(name)) throw new Error('a name that no tar header holds')
  const header = Buffer.alloc(block)
  header.write(name, 0, 'ascii')
  header.write('0000600\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  header.write(`${Math.floor(at / 1000).toString(8).padStart(11, '0')}\0`, 136)
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

/** What fills a file's last block. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((block - (size % block)) % block)
}

/** Behind the last file. */
export const tarEnd: Buffer = Buffer.alloc(2 * block)

export function tarOf(files: readonly TarFile[], at: number): Buffer {
  return Buffer.concat([...files.flatMap(({ name, content }) => [tarHeader(name, content.length, at), content, tarPadding(content.length)]), tarEnd])
}

/** The files of an archive of ours. Throws on anything that is not one, cut ones too. */
export function untar(archive: Uint8Array): readonly TarFile[] {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.length)
  const files: TarFile[] = []
  for (let at = 0; ; ) {
    const header = bytes.subarray(at, at + block)
    if (header.length < block) throw new Error('an archive that ends too early')
    if (header.every((byte) => byte === 0)) return files
    const name = header.toString('ascii', 0, 100).replace(/\0.*$/s, '')
    const size = Number.parseInt(header.toString('ascii', 124, 135), 8)
    if (header.toString('ascii', 257, 262) !== 'ustar' || !Number.isSafeInteger(size) || at + block + size > bytes.length) throw new Error('not an archive')
    files.push({ name, content: bytes.subarray(at + block, at + block + size) })
    at += block + size + tarPadding(size).length
  }
}
