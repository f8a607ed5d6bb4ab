import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { accept, refuse } from '../../domain/errors/index.ts'
import { keysOf, readLocked, writeLocked } from './locked-file.ts'

const about = { schema: 370, app: '0.1.0', madeAt: 1 }

async function locked(bytes: Buffer): Promise<{ readonly file: string; open(passphrase?: string): Promise<string> }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tillwright-locked-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, 'one.move')
  // In parts of no round size, as a database comes.
  writeLocked(file, await keysOf('river stone lamp'), about, [bytes.subarray(0, 700_001), bytes.subarray(700_001)])
  return {
    file,
    async open(passphrase = 'river stone lamp') {
      const parts: Buffer[] = []
      const read = await readLocked(file, passphrase, accept, (part) => parts.push(part))
      if (!read.ok) return read.refusal.code
      return Buffer.concat(parts).equals(bytes) ? 'whole' : 'another'
    },
  }
}

test('[MOVE-12] a file of several chunks opens as it was; a chunk left out, doubled or in another place does not', { timeout: 120_000 }, async () => {
  const { file, open } = await locked(randomBytes((3 << 20) + 17))
  expect(await open()).toBe('whole')
  expect(await open('river stone lamb')).toBe('moveFile.wrongPassphrase')
  const whole = readFileSync(file)
  const chunk = (1 << 20) + 4 + 16
  const from = whole.length - (17 + 4 + 16) - 3 * chunk
  const [a, b, c] = [0, 1, 2].map((at) => whole.subarray(from + at * chunk, from + (at + 1) * chunk))
  const [head, end] = [whole.subarray(0, from), whole.subarray(from + 3 * chunk)]
  for (const parts of [[head, a, b, end], [head, a, c, b, end], [head, a, a, b, c, end], [head, a, b, c], [head, end]]) {
    writeFileSync(file, Buffer.concat(parts.flatMap((part) => (part === undefined ? [] : [part]))))
    expect(await open()).toMatch(/^moveFile\.(altered|cut)$/)
  }
})

test('[MOVE-13] whoever reads may refuse by the header, once the passphrase was right, before anything is taken', { timeout: 120_000 }, async () => {
  const { file } = await locked(Buffer.from('contents'))
  const taken: Buffer[] = []
  const read = await readLocked(file, 'river stone lamp', ({ schema }) => (schema > 360 ? refuse('moveFile.newer') : accept(undefined)), (part) => taken.push(part))
  expect(read).toMatchObject({ refusal: { code: 'moveFile.newer' } })
  expect(taken).toEqual([])
})
