import { describe, expect, test } from 'vitest'
import { escPosPrinter } from '../../../src/drivers/printer/index.ts'
import { statusReader } from '../../../src/drivers/printer/status.ts'
import { readGs1 } from '../../../src/domain/barcode/index.ts'
import { type ScaleProtocol, type ScaleProtocolName, scaleProtocols } from '../../../src/drivers/scale/index.ts'
import { type ScaleFrame } from '../../../src/drivers/scale/protocol.ts'
import { serialScanner } from '../../../src/drivers/scanner/index.ts'
import { gs1Target } from './gs1-target.ts'
import { printTarget, statusTarget } from './printer-target.ts'
import { fuzz, type FuzzTarget } from './run-fuzz.ts'
import { scaleFrameTarget, scaleReadTarget } from './scale-target.ts'
import { serialScannerTarget } from './scanner-target.ts'
import { fuzzTargets } from './targets.ts'

/** The long run, with a seed of its own each time, is `npm run test:fuzz`. */
const [frames, seed] = [2_000, 20_261_122]

test.each(fuzzTargets.map((target) => [target.name, target] as const))('[SIM-5] %s survives 2,000 random and broken frames, and says nothing that is not so', async (_name, target) => {
  expect(await fuzz(target, { frames, seed })).toEqual([])
})

test('[SIM-5] the same seed is the same frames, and one of them can be seen alone', async () => {
  const target: FuzzTarget = { name: 'mirror', one: (random) => (random.chance(0.01) ? `${random.between(0, 1_000_000)}` : undefined) }
  const found = await fuzz(target, { frames, seed })
  expect(found.length).toBeGreaterThan(0)
  expect(await fuzz(target, { frames, seed })).toEqual(found)
  expect(await fuzz(target, { frames: 1, seed, from: found[0]?.at ?? 0 })).toEqual(found.slice(0, 1))
  expect(await fuzz(target, { frames, seed: seed + 1 })).not.toEqual(found)
})

const caught = async (target: FuzzTarget): Promise<string> => (await fuzz(target, { frames, seed }))[0]?.what ?? 'not caught'

/** The same protocol, its ear or its understanding spoilt. */
function spoilt(protocol: ScaleProtocol, hearAs: (frame: ScaleFrame) => ScaleFrame, bytesAs: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes): ScaleProtocol {
  return {
    ...protocol,
    reader(hear) {
      const read = protocol.reader((frame) => hear(hearAs(frame)))
      return (bytes) => read(bytesAs(bytes))
    },
  }
}
const asIs = (frame: ScaleFrame): ScaleFrame => frame

describe('a fault that is planted is caught', () => {
  test('[SIM-6] a wrong checksum that is taken for a right one', async () => {
    // CAS: an exclusive or of what stands behind STX, put right before anybody looks. Bytes are gathered until a frame is whole.
    const lenient = (): ScaleProtocol => {
      const protocol = scaleProtocols.cas()
      return {
        ...protocol,
        reader(hear) {
          const read = protocol.reader(hear)
          let held: number[] = []
          return (bytes) => {
            for (const byte of bytes) {
              held = byte === 1 ? [byte] : [...held, byte]
              if (held.length < 15) continue
              read(Uint8Array.from([...held.slice(0, 12), held.slice(2, 12).reduce((sum, one) => sum ^ one, 0), ...held.slice(13)]))
              held = []
            }
          }
        },
      }
    }
    expect(await caught(scaleFrameTarget('cas', lenient()))).toMatch(/one wrong byte was read as \d+/)
  })

  test.each(['toledo-8217', 'mt-sics', 'cas', 'nci', 'toledo-continuous'] as const satisfies readonly ScaleProtocolName[])('[SIM-6] motion of %s that is read as nothing', async (name) => {
    const zero = (frame: ScaleFrame): ScaleFrame => {
      const moves = frame.kind === 'state' ? frame.state === 'in-motion' : frame.kind === 'weight' && !frame.settled
      return moves ? { kind: 'weight', settled: true, weight: { digits: 0, decimals: 3 }, unit: 'kg', net: 'gross', raw: frame.raw } : frame
    }
    expect(await caught(scaleFrameTarget(name, spoilt(scaleProtocols[name](), zero)))).toContain('a whole frame was read as 0')
    expect(await caught(scaleReadTarget(name, () => spoilt(scaleProtocols[name](), zero)))).toContain('said to be empty')
  })

  test.each(['toledo-8217', 'mt-sics'] as const)('[SIM-6] a weight of %s that is sold after one reading', async (name) => {
    expect(await caught(scaleReadTarget(name, () => ({ ...scaleProtocols[name](), frames: 1 }) as ScaleProtocol))).toMatch(/sold as \d+/)
  })

  test('[SIM-6] a scale that stops hearing', async () => {
    expect(await caught(scaleFrameTarget('nci', spoilt(scaleProtocols.nci(), asIs, () => new Uint8Array(0))))).toContain('a whole frame was not read')
  })

  test('[SIM-6] a receipt that is called printed because its bytes left', async () => {
    const hopeful = printTarget((options) => {
      const printer = escPosPrinter(options)
      return { print: async (job, work) => ({ ...(await printer.print(job, work)), outcome: 'printed' }) }
    })
    expect(await caught(hopeful)).toContain('printed, and nobody said so')
  })

  test('[SIM-6] any answer at all taken for the word on the job', async () => {
    const deaf = statusTarget((hear) => statusReader((answer) => hear(answer.kind === 'processId' ? { kind: 'processId', id: '0001' } : answer)))
    expect(await caught(deaf)).toContain('the id "0001" was never said')
  })

  test('[SIM-6] half a scan that is told, and a scan that is not', async () => {
    const eager = serialScannerTarget((options) => serialScanner({ ...options, frame: { prefix: [], suffix: 'silence' } }))
    expect(await caught(eager)).not.toBe('not caught')
    const silent = serialScannerTarget((options) => ({ ...serialScanner(options), onScan: () => () => undefined }))
    expect(await caught(silent)).toContain('was lost')
  })

  test('[SIM-6] a GTIN nobody checked, and a day no calendar has', async () => {
    const change = (key: 'gtin' | 'expiry', value: string) =>
      gs1Target((text, year) => {
        const read = readGs1(text, year)
        return read?.ok === true ? { ...read, value: { ...read.value, [key]: value } } : read
      })
    expect(await caught(change('gtin', '09506000134353'))).toContain('check digit is wrong')
    expect(await caught(change('expiry', '2026-02-30'))).toContain('a day no calendar has')
  })
})
