import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkDigit } from '../../src/domain/catalogue/index.ts'
import { type Register } from '../../src/main/composition.ts'
import { askControlDoor, type ControlMessage } from '../../src/main/control/index.ts'
import { newDataFolder, startRegister } from './data-folder.fixture.ts'

let data: ReturnType<typeof newDataFolder>
let folder = ''
let register: Register | undefined
beforeEach(() => {
  data = newDataFolder()
  folder = path.join(data.folder, 'register')
})
afterEach(async () => {
  await register?.close()
  register = undefined
  data.remove()
})

const socket = (): string => path.join(folder, 'control', 'door.sock')
async function started(): Promise<Register> {
  register = await startRegister(folder)
  return register
}
/** So many good rows, and one that is not. */
function goods(count: number): string {
  const file = path.join(data.folder, `${count}.csv`)
  const rows = Array.from({ length: count }, (_, index) => {
    const body = `960${String(index).padStart(9, '0')}`
    return `${body}${checkDigit(body)},Item ${index},1.00`
  })
  writeFileSync(file, `gtin,name,price\n12345,No,1.00\n${rows.join('\n')}\n`)
  return file
}
/** What the door says to these bytes, whole. */
async function said(bytes: string): Promise<string> {
  const line = connect(socket())
  let text = ''
  line.setEncoding('utf8').on('data', (part: string) => (text += part))
  line.write(bytes)
  await once(line, 'end')
  line.destroy()
  return text
}

describe('the control door', () => {
  test('[CTL-1] a running till takes a file over, tells how far it is, and the report is the same as without it', async () => {
    const till = await started()
    const jobs: unknown[] = []
    till.broadcast.listen(({ topic, payload }) => topic === 'jobs' && jobs.push(payload))
    const heard: ControlMessage[] = []
    const last = await askControlDoor(folder, { v: 1, verb: 'import-items', file: goods(1_200) }, (message) => heard.push(message))
    expect(last).toMatchObject({ kind: 'done', report: { rows: 1_201, added: 1_200, refused: 1 } })
    expect(heard.filter(({ kind }) => kind === 'refusedRow')).toEqual([{ kind: 'refusedRow', row: { line: 2, fault: 'gtin', value: '12345' } }])
    expect(heard.findLast(({ kind }) => kind === 'progress')).toMatchObject({ rows: 1_201 })
    expect(jobs[0]).toMatchObject({ kind: 'import', state: 'running', done: 0, part: 0 })
    expect(jobs.at(-1)).toMatchObject({ state: 'done', done: 1_201, part: 1000 })
  })

  test('[CTL-2] what is no request is refused, and the till goes on', async () => {
    await started()
    const refused = '{"kind":"refused","code":"request.malformed"}\n'
    const file = goods(1)
    for (const bytes of [
      'GET / HTTP/1.1\r\n\r\n',
      '{}\n',
      'null\n',
      `${JSON.stringify({ v: 1, verb: 'stop-selling', file })}\n`,
      `${JSON.stringify({ v: 1, verb: 'import-items' })}\n`,
      `${JSON.stringify({ v: 1, verb: 'import-items', file: 'beside/me.csv' })}\n`,
      `${JSON.stringify({ v: 1, verb: 'import-items', file, force: true })}\n`,
      'x'.repeat(100_000),
    ]) {
      expect(await said(bytes)).toBe(refused)
    }
    expect(await askControlDoor(folder, { v: 1, verb: 'import-items', file }, () => undefined)).toMatchObject({ kind: 'done', report: { added: 1 } })
  })

  test.skipIf(process.platform === 'win32')('[CTL-3] only its owner can open it, and it is gone when the till is', async () => {
    const till = await started()
    expect(statSync(socket()).mode & 0o777).toBe(0o600)
    expect(statSync(path.dirname(socket())).mode & 0o777).toBe(0o700)
    await till.close()
    register = undefined
    expect(existsSync(socket())).toBe(false)
    expect(await askControlDoor(folder, { v: 1, verb: 'import-items', file: goods(1) }, () => undefined)).toBeUndefined()
  })

  test.skipIf(process.platform === 'win32')('[CTL-4] a socket left by a process that was killed is nobody there, and the next till replaces it', async () => {
    mkdirSync(path.dirname(socket()), { recursive: true })
    const other = spawn(process.execPath, ['-e', `require('node:net').createServer().listen(${JSON.stringify(socket())}, () => console.log('open'))`], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(other.stdout, 'data')
    const gone = once(other, 'exit')
    other.kill('SIGKILL')
    await gone
    expect(existsSync(socket())).toBe(true)
    const request = { v: 1, verb: 'import-items', file: goods(1) } as const
    expect(await askControlDoor(folder, request, () => undefined)).toBeUndefined()
    await started()
    expect(await askControlDoor(folder, request, () => undefined)).toMatchObject({ kind: 'done' })
  })

  test('[CTL-5] one file at a time: a second one is told so, and the first goes on', async () => {
    await started()
    const request = { v: 1, verb: 'import-items', file: goods(2_000) } as const
    const second: { answer?: Promise<unknown> } = {}
    const first = await askControlDoor(folder, request, () => {
      second.answer ??= askControlDoor(folder, request, () => undefined)
    })
    expect(await second.answer).toMatchObject({ kind: 'failed', failure: { reason: 'busy' } })
    expect(first).toMatchObject({ kind: 'done', report: { added: 2_000 } })
  })

  test('[CTL-6] when the caller hangs up the import stops; what is in stays, and the same file does the rest', async () => {
    const till = await started()
    const stopped = new Promise<number>((resolve) => {
      till.broadcast.listen(({ topic, payload }) => {
        const job = payload as { readonly state: string; readonly done: number }
        if (topic === 'jobs' && job.state === 'stopped') resolve(job.done)
      })
    })
    const request = { v: 1, verb: 'import-items', file: goods(5_000) } as const
    const hangUp = new AbortController()
    await expect(askControlDoor(folder, request, () => hangUp.abort(), hangUp.signal)).rejects.toThrow('stopped')
    expect(await stopped).toBeLessThan(5_001)
    const last = await askControlDoor(folder, request, () => undefined)
    if (last?.kind !== 'done') throw new Error('the rest was not done')
    expect(last.report.added).toBeGreaterThan(0)
    expect(last.report.unchanged).toBeGreaterThan(0)
    expect(last.report.added + last.report.unchanged).toBe(5_000)
  })
})
