import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Answer, faultsOf, stateOf, statusReader } from './status.ts'

function read(...pieces: readonly (readonly number[])[]): Answer[] {
  const answers: Answer[] = []
  const hear = statusReader((answer) => answers.push(answer))
  for (const piece of pieces) hear(Uint8Array.from(piece))
  return answers
}
const idReply = [0x37, 0x22, 0x30, 0x30, 0x31, 0x7a, 0x00]
const automatic = [0x14, 0x00, 0x0c, 0x0f]

describe('answers', () => {
  test('[ESC-11] each kind of answer is told by its fixed bits', () => {
    expect(read([0x12], [0x1a], [0x7e])).toEqual([0x12, 0x1a, 0x7e].map((byte) => ({ kind: 'realtime', byte })))
    expect(read([0x00], [0x0f])).toEqual([0x00, 0x0f].map((byte) => ({ kind: 'paper', byte })))
    expect(read(idReply)).toEqual([{ kind: 'processId', id: '001z' }])
    expect(read(automatic)).toEqual([{ kind: 'automatic', bytes: automatic }])
    expect(read([0x5f, 0x54, 0x4d, 0x00])).toEqual([{ kind: 'identity', text: 'TM' }])
    expect(read([0x11, 0x13])).toEqual([])
  })

  test('[ESC-11] a real-time answer inside an automatic status is heard, and the status too', () => {
    expect(read([0x14, 0x00, 0x12, 0x0c, 0x0f])).toEqual([{ kind: 'realtime', byte: 0x12 }, { kind: 'automatic', bytes: automatic }])
  })

  test('[ESC-11] a block that never ends does not swallow what follows for ever', () => {
    expect(read([0x5f, ...Array.from({ length: 100 }, () => 0x41)], [0x12])).toContainEqual({ kind: 'realtime', byte: 0x12 })
  })

  test('[ESC-11] how the network cuts the bytes changes nothing', () => {
    const answer = fc.constantFrom(idReply, automatic, [0x12], [0x0c], [0x5f, 0x41, 0x00], [0x11])
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 10 }), fc.array(fc.nat(30), { maxLength: 8 }), (answers, cuts) => {
        const bytes = answers.flat()
        const places = [0, ...cuts.filter((cut) => cut < bytes.length).toSorted((a, b) => a - b), bytes.length]
        const pieces = places.slice(1).map((end, at) => bytes.slice(places[at], end))
        expect(read(...pieces)).toEqual(read(bytes))
        expect(read(bytes)).toHaveLength(answers.filter(([first]) => first !== 0x11).length)
      }),
    )
  })
})

describe('faults', () => {
  test.each([
    [{ printer: 0x12, offlineCause: 0x12, paper: 0x12 }, [], 'ready'],
    [{ printer: 0x12, offlineCause: 0x12, paper: 0x1e }, ['paper-near-end'], 'degraded'],
    [{ printer: 0x1a, offlineCause: 0x32, paper: 0x7e }, ['paper-out'], 'offline'],
    [{ printer: 0x1a, offlineCause: 0x16, paper: 0x12 }, ['cover-open'], 'offline'],
    [{ printer: 0x1a, offlineCause: 0x52, paper: 0x12, error: 0x1a }, ['cutter'], 'offline'],
    [{ printer: 0x1a, offlineCause: 0x52, paper: 0x12, error: 0x52 }, ['overheat'], 'offline'],
    [{ printer: 0x1a, offlineCause: 0x52, paper: 0x12, error: 0x32 }, ['printer-error'], 'offline'],
    [{ printer: 0x1a, offlineCause: 0x12, paper: 0x12 }, ['offline'], 'offline'],
    // The drawer's switch is no fault.
    [{ printer: 0x16 }, [], 'ready'],
  ] as const)('[ESC-11] %o means %o, %s', (status, faults, health) => {
    expect(faultsOf(status)).toEqual(faults)
    expect(stateOf(status)).toEqual({ health, faults })
  })
})
