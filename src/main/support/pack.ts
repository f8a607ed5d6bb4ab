import { gzipSync } from 'node:zlib'
import { tarOf, type TarFile } from './tar.ts'

export interface PackedBundle {
  readonly name: string
  readonly bytes: Buffer
  readonly files: readonly { readonly name: string; readonly bytes: number }[]
}

const readme = (names: readonly string[]): string => `This file was made by a till for whoever helps with it. It holds logs, versions, counts and settings, and no PINs, keys,
card numbers, names of people, customers or what was sold. What is in it:

${names.map((name) => `  ${name}`).join('\n')}
`

/** `tillwright-support-3-20261122T110300Z.tar.gz`: by the register's number, so that two tills' are told apart. */
export function packBundle(files: readonly TarFile[], registerNumber: number, at: number): PackedBundle {
  const stem = `tillwright-support-${registerNumber}-${new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`
  const all = [{ name: 'README.txt', content: Buffer.from(readme(files.map(({ name }) => name))) }, ...files]
  return {
    name: `${stem}.tar.gz`,
    bytes: gzipSync(tarOf(all.map(({ name, content }) => ({ name: `${stem}/${name}`, content })), at)),
    files: all.map(({ name, content }) => ({ name, bytes: content.length })),
  }
}
