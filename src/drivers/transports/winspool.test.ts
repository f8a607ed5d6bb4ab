import { describe, expect, test } from 'vitest'
import { manualTimer } from '../device/manual-timer.ts'
import { type TransportError } from './port.ts'
import { encodedCommand, type RunScript, type ScriptEnd, spoolMs, winspoolTransport } from './winspool.ts'
import { winspoolScript } from './winspool-script.ts'

const never = new AbortController().signal
const queue = `Kasse "1"; Remove-Item 'C:\\*' $(calc) \n 小票`
const codeOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'no trouble', (error: TransportError) => error.code)

/** A PowerShell that says what it is told to say, and writes down what it was given. */
function bench(...ends: readonly Partial<ScriptEnd>[]) {
  const runs: { readonly script: string; readonly lines: readonly string[] }[] = []
  const run: RunScript = (script, input) => {
    runs.push({ script, lines: input.split('\n') })
    return Promise.resolve({ code: 0, said: 'OK 0\r\n', complained: '', ...ends[runs.length - 1] })
  }
  return { runs, transport: winspoolTransport(queue, manualTimer(), run) }
}

describe('a queue of the Windows spooler', () => {
  test('[SPL-1] it is looked at first, then gets the bytes raw; its name is never a part of a command', async () => {
    const job = Uint8Array.from({ length: 256 }, (_, at) => at)
    const { runs, transport } = bench({}, { said: 'OK 256\r\n' })
    await transport.open(never)
    let taken = 0
    await transport.write(job, never, (count) => (taken += count))
    await transport.close()
    expect(taken).toBe(256)
    expect(runs.map(({ script }) => script)).toEqual([winspoolScript, winspoolScript])
    expect(runs.map(({ lines }) => Buffer.from(lines[0] ?? '', 'base64').toString('utf8'))).toEqual([queue, queue])
    expect(runs[0]?.lines[1]).toBe('look')
    expect([...Buffer.from(runs[1]?.lines[1] ?? '', 'base64')]).toEqual([...job])
    expect(transport.canRead).toBe(false)
  })

  test('[SPL-1] the command is base64 of UTF-16, and within what Windows takes as one line', () => {
    const encoded = encodedCommand(winspoolScript)
    expect(Buffer.from(encoded, 'base64').toString('utf16le')).toBe(winspoolScript)
    expect(encoded.length).toBeLessThan(32_000)
    // Asked how it is before anything is spooled.
    expect(winspoolScript.indexOf('Offline(printer)')).toBeLessThan(winspoolScript.indexOf('StartDocPrinterW(printer'))
  })

  test.each([
    ['NO open 1801', 'unreachable'],
    ['NO open 5', 'permission'],
    ['NO offline 128', 'unreachable'],
    ['NO look 1801', 'unreachable'],
    ['', 'driver-missing'],
  ])('[SPL-2] "%s" before the job is %s', async (said, code) => {
    const { transport } = bench({ said, complained: 'Cannot add type. Definition of new types is not supported in this language mode.', code: said === '' ? 1 : 0 })
    expect(await codeOf(transport.open(never))).toBe(code)
  })

  test('[SPL-2] no PowerShell at all is a missing driver', async () => {
    const transport = winspoolTransport(queue, manualTimer(), () => Promise.reject(new Error('spawn powershell.exe ENOENT')))
    expect(await codeOf(transport.open(never))).toBe('driver-missing')
  })

  test.each([
    ['NO start 1801', 'connection-lost'],
    ['NO write 5', 'connection-lost'],
    ['OK 100', 'connection-lost'],
    ['', 'connection-lost'],
  ])('[SPL-3] "%s" in the job is a lost connection: some of it may be in the spooler', async (said, code) => {
    const { transport } = bench({}, { said })
    await transport.open(never)
    let taken = 0
    expect(await codeOf(transport.write(new Uint8Array(256), never, (count) => (taken += count)))).toBe(code)
    expect(taken).toBe(said === 'OK 100' ? 100 : 0)
  })

  test('[SPL-3] one that never ends is given up, and ended', async () => {
    const timer = manualTimer()
    let ended = false
    const transport = winspoolTransport(queue, timer, (_script, _input, signal) => new Promise(() => signal.addEventListener('abort', () => (ended = true))))
    const opening = codeOf(transport.open(never))
    await timer.waiting(spoolMs)
    timer.fire(spoolMs)
    expect(await opening).toBe('timeout')
    expect(ended).toBe(true)
  })
})
