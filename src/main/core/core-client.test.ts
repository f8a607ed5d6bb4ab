import { describe, expect, test, vi } from 'vitest'
import { CoreFailure, type CoreLogLine } from './core-api.ts'
import { connectCore } from './core-client.ts'
import { type ToCore } from './messages.ts'
import { portPair } from './ports.ts'

const at = { seat: 'counter', request: 'r' }

describe('main\'s end of the core', () => {
  test('[CORE-15] a port that closes answers everybody who waits', async () => {
    const [near, far] = portPair()
    const log: CoreLogLine[] = []
    const core = connectCore(near, { log: (line) => log.push(line) })
    const stopped = vi.fn<(payload: unknown) => void>()
    core.on('stopped', stopped)
    const call = core.call('scan', { barcode: '1' }, at)
    const internal = core.internal.journalHead()
    far.close()
    expect(await call).toEqual({ ok: false, refusal: { code: 'request.failed', params: { reason: 'stopped' } } })
    await expect(internal).rejects.toBeInstanceOf(CoreFailure)
    expect(await core.ready()).toMatchObject({ ok: false })
    expect(stopped.mock.calls).toEqual([[{ expected: false }]])
    expect(log).toEqual([{ level: 'error', event: 'core.stopped' }])
  })

  test('[CORE-16] a core that says nothing is not waited for beyond the time allowed, and its late answer is dropped', async () => {
    const [near, far] = portPair()
    const log: CoreLogLine[] = []
    const sent: ToCore[] = []
    far.onMessage((message) => sent.push(message))
    const core = connectCore(near, { log: (line) => log.push(line), timeoutMs: 1 })
    expect(await core.call('scan', { barcode: '1' }, at)).toEqual({ ok: false, refusal: { code: 'request.failed', params: { reason: 'timeout', correlation: '1' } } })
    expect(log).toEqual([{ level: 'error', event: 'core.timeout', correlation: '1', detail: 'scan' }])
    expect(sent).toMatchObject([{ kind: 'call', id: 1, to: 'writer', name: 'scan' }])
    far.post({ kind: 'answer', id: 1, result: { ok: true, value: {} } })
    expect(await core.call('counter', {}, at)).toMatchObject({ ok: false })
    expect(sent[1]).toMatchObject({ id: 2, to: 'reader' })
  })

  test('[CORE-17] a core that will not close is ended the hard way', async () => {
    const [near, far] = portPair()
    far.onClose(() => far.close())
    const core = connectCore(near, { log: () => undefined, timeoutMs: 1 })
    const stopped = vi.fn<(payload: unknown) => void>()
    core.on('stopped', stopped)
    await core.close()
    expect(stopped.mock.calls).toEqual([[{ expected: true }]])
  })

  test('[CORE-18] a listener that was taken off hears nothing more', async () => {
    const [near, far] = portPair()
    const core = connectCore(near, { log: () => undefined })
    const heard: number[] = []
    const off = core.on('committed', ({ seq }) => {
      heard.push(seq)
      if (seq === 2) off()
    })
    for (const seq of [1, 2, 3]) far.post({ kind: 'event', event: 'committed', payload: { epoch: 1, seq, hash: '' } })
    far.close()
    await new Promise((resolve) => core.on('stopped', resolve))
    expect(heard).toEqual([1, 2])
  })
})
