import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { fileTransport } from './file.ts'

const never = new AbortController().signal
const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})
async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'file-'))
  folders.push(made)
  return made
}

describe('a file as a printer', () => {
  test('[PRN-3] jobs are appended, and nothing can be read back', async () => {
    const file = path.join(await folder(), 'paper.bin')
    const transport = fileTransport(file)
    let taken = 0
    for (const job of [[1, 2], [3]]) {
      await transport.open(never)
      await transport.write(Uint8Array.from(job), never, (count) => (taken += count))
      await transport.close()
    }
    expect([...(await readFile(file))]).toEqual([1, 2, 3])
    expect(taken).toBe(3)
    expect(transport.canRead).toBe(false)
  })

  test('[PRN-9] a path that leads nowhere is unreachable', async () => {
    await expect(fileTransport(path.join(await folder(), 'missing', 'lp0')).open(never)).rejects.toMatchObject({ code: 'unreachable' })
  })
})
