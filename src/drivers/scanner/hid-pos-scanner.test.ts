import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { manualTimer } from '../device/manual-timer.ts'
import { hidPosLayout } from './hid-layouts.ts'
import { type HidInterface } from './hid-port.ts'
import { hidPosScanner, lookMs, otherHalfMs, type HidScannerOptions } from './hid-pos-scanner.ts'
import { joinReports, type HidFrame } from './hid-reports.ts'
import { nodeHidPort, type NodeHidLine } from './node-hid-port.ts'
import { type Scan } from './port.ts'
import { bytesOf, fakeHid, hidReport, type FakeHid } from './scanner.fixture.ts'

// No scanner of this kind has been on our desk: these are the manuals' reports, sent where node-hid would be.
const fuzzFrames = Number(process.env['TILLWRIGHT_FUZZ_FRAMES'] ?? 2_000)
const ean = '6901234567892'
const link = 'https://id.example.com/01/06901234567892/10/LOT-2026-11/21/SERIAL-000123?17=261231'
const gun: HidInterface = { path: '/dev/hidraw3', vendorId: 0x05e0, productId: 0x1300, serialNumber: 'S1', usagePage: 0x8c, usage: 2 }

async function start(hid: FakeHid, more: Partial<HidScannerOptions> = {}) {
  const timer = manualTimer()
  const scanner = hidPosScanner({ id: 'scanner:1', device: hid, timer, ...more })
  const scans: Scan[] = []
  scanner.onScan((scan) => scans.push(scan))
  await timer.waiting(lookMs)
  return {
    scanner, timer, scans,
    codes: () => scans.map(({ barcode }) => barcode),
    async look() {
      timer.fire(lookMs)
      await timer.waiting(lookMs)
    },
  }
}

function withGun(...devices: readonly HidInterface[]): FakeHid {
  const hid = fakeHid()
  for (const device of devices) hid.plug(device)
  return hid
}

function parts(text: string, size = 56, aim = ']Q1'): Uint8Array[] {
  const bytes = bytesOf(text)
  const reports: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += size) reports.push(hidReport(bytes.slice(at, at + size), { aim, continues: at + size < bytes.length }))
  return reports
}

describe('a scanner in HID POS mode', () => {
  test('[SCN-11] a report is a scan: its length, its AIM identifier, its data, GS included', async () => {
    const hid = withGun(gun)
    const { scans } = await start(hid)
    hid.report(hidReport(bytesOf(ean)))
    hid.report(hidReport(bytesOf('10A\u001d21B'), { aim: ']d2' }))
    hid.report(hidReport(bytesOf(`${ean}\r\n`), { late: true }))
    expect(scans).toEqual([
      { barcode: ean, source: 'hid', aim: ']E0', symbology: 'ean13', bytes: bytesOf(ean) },
      { barcode: '10A\u001d21B', source: 'hid', aim: ']d2', symbology: 'gs1DataMatrix', bytes: bytesOf('10A\u001d21B') },
      { barcode: ean, source: 'hid', aim: ']E0', symbology: 'ean13', bytes: bytesOf(ean) },
    ])
  })

  test('[SCN-11] data that begins like an AIM identifier is data, since the identifier has its own place', async () => {
    const hid = withGun(gun)
    const { scans } = await start(hid)
    hid.report(hidReport(bytesOf(']C1x'), { aim: ']A0' }))
    expect(scans).toMatchObject([{ barcode: ']C1x', aim: ']A0', symbology: 'code39' }])
  })

  test('[SCN-11] a scanner that says nothing of the symbol is read too, with its maker\'s word where that is known', async () => {
    const hid = withGun({ ...gun, vendorId: 0x0c2e })
    const { scans } = await start(hid)
    hid.report(hidReport(bytesOf('010690'), { aim: '', makers: 'I'.charCodeAt(0) }))
    hid.report(hidReport(bytesOf(ean), { aim: '' }))
    expect(scans).toMatchObject([{ barcode: '010690', symbology: 'gs1Code128' }, { barcode: ean }])
    expect(scans[1]).not.toHaveProperty('symbology')
  })

  test('[SCN-12] a long code comes in several reports and is one scan', async () => {
    const hid = withGun(gun)
    const { codes } = await start(hid)
    expect(link.length).toBeGreaterThan(56)
    for (const report of parts(link)) hid.report(report)
    hid.report(hidReport(bytesOf(ean)))
    expect(codes()).toEqual([link, ean])
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9:/.]{1,400}$/), fc.integer({ min: 1, max: 56 }), (text, size) => {
        for (const report of parts(text, size)) hid.report(report)
        expect(codes().at(-1)).toBe(text)
      }),
      { numRuns: 200 },
    )
  })

  test('[RETQ-6] the longest code of a receipt comes in eighteen reports and is one scan, also behind one whose end was lost', async () => {
    const hid = withGun(gun)
    const { scans, timer } = await start(hid)
    const digest = 'TW2:'.padEnd(970, '0A+Z')
    const reports = parts(digest)
    expect(reports).toHaveLength(18)
    for (const report of reports.slice(0, -1)) hid.report(report)
    timer.fire(otherHalfMs)
    expect(scans).toEqual([])
    for (const report of reports) hid.report(report)
    expect(scans).toMatchObject([{ barcode: digest, aim: ']Q1', symbology: 'qr' }])
  })

  test('[SCN-12] half a code is none: not when its other half never came, nor when another symbol or another report came between', async () => {
    const hid = withGun(gun)
    const { codes, timer } = await start(hid)
    const [half = new Uint8Array()] = parts(link)
    hid.report(half)
    timer.fire(otherHalfMs)
    hid.report(hidReport(bytesOf('tail'), { aim: ']Q1' }))
    hid.report(half)
    hid.report(hidReport(bytesOf(ean)))
    hid.report(half)
    hid.report(Uint8Array.of(7, 7))
    hid.report(hidReport(bytesOf('end'), { aim: ']Q1' }))
    expect(codes()).toEqual(['tail', ean, 'end'])
  })

  test('[SCN-12] a report that is none is no scan: other ids, short ones, lengths past the data, rubbish where the AIM identifier stands', async () => {
    const hid = withGun(gun)
    const { codes } = await start(hid)
    const good = hidReport(bytesOf(ean))
    const wrong = (change: (report: Uint8Array) => void): Uint8Array => {
      const report = good.slice()
      change(report)
      return report
    }
    hid.report(wrong((report) => (report[0] = 3)))
    hid.report(good.slice(0, 40))
    hid.report(wrong((report) => (report[1] = 57)))
    hid.report(wrong((report) => (report[1] = 0)))
    hid.report(wrong((report) => (report[2] = 0x41)))
    hid.report(new Uint8Array(0))
    expect(codes()).toEqual([])
    hid.report(good)
    expect(codes()).toEqual([ean])
  })

  test('[SCN-12] whatever reports come, nothing throws, no more is kept than one scan may be, and the next scan is whole', () => {
    const frames: HidFrame[] = []
    const joined = joinReports(hidPosLayout, (frame) => frames.push(frame))
    const any = fc.oneof(fc.uint8Array({ maxLength: 70 }), fc.uint8Array({ minLength: 64, maxLength: 64 }).map((bytes) => Uint8Array.from([2, (bytes[1] ?? 0) % 60, 0x5d, 0x51, 0x31, ...bytes.slice(5)])))
    fc.assert(
      fc.property(any, fc.boolean(), (report, abandoned) => {
        joined.push(report)
        if (abandoned) joined.abandon()
        for (const { data } of frames) expect(data.length).toBeGreaterThan(0)
        frames.length = 0
      }),
      { numRuns: fuzzFrames },
    )
    for (let turn = 0; turn < 1_000; turn += 1) joined.push(hidReport(new Uint8Array(56).fill(0x37), { continues: true }))
    joined.push(hidReport(bytesOf('1')))
    expect(frames).toEqual([])
    joined.push(hidReport(bytesOf(ean)))
    expect(frames).toMatchObject([{ data: bytesOf(ean) }])
  })

  test('[SCN-13] of what is plugged in the scanner is taken, not its keyboard, and the one that was named', async () => {
    const keyboard = { ...gun, path: '/dev/hidraw2', usagePage: 1, usage: 6 }
    const other = { ...gun, path: '/dev/hidraw4', serialNumber: 'S2' }
    const first = withGun(keyboard, gun, other)
    await start(first)
    expect(first.opened).toEqual([gun.path])
    const named = withGun(keyboard, gun, other)
    await start(named, { which: { vendorId: gun.vendorId, productId: gun.productId, serialNumber: 'S2' } })
    expect(named.opened).toEqual([other.path])
    const none = withGun(keyboard)
    const { scanner } = await start(none)
    expect([none.opened, scanner.state()]).toEqual([[], { health: 'disconnected', faults: ['unreachable'] }])
  })

  test('[SCN-13] a maker\'s scanner that goes on typing until it is told is told, and no other', async () => {
    for (const [vendorId, features] of [[0x0c2e, [[0xfe, 1]]], [0x23d0, [[0xfe, 1]]], [0x05e0, []]] as const) {
      const hid = withGun({ ...gun, vendorId })
      await start(hid)
      expect(hid.features).toEqual(features)
    }
  })

  test.each([true, false])('[SCN-14] unplugged it says so, and plugged in again, wherever, it goes on (the system told: %s)', async (told) => {
    const hid = withGun(gun, { ...gun, path: '/dev/hidraw5', serialNumber: 'S0' })
    const { scanner, look, codes } = await start(hid)
    expect(scanner.state()).toEqual({ health: 'ready', faults: [] })
    const [half = new Uint8Array()] = parts(link)
    hid.report(half)
    hid.unplug(gun.path, told)
    hid.unplug('/dev/hidraw5', told)
    await look()
    expect([scanner.state(), hid.closed]).toEqual([{ health: 'disconnected', faults: ['connection-lost'] }, [gun.path]])
    hid.plug({ ...gun, path: '/dev/hidraw5', serialNumber: 'S0' })
    hid.plug({ ...gun, path: '/dev/hidraw9' })
    await look()
    expect([scanner.state().health, hid.opened]).toEqual(['ready', [gun.path, '/dev/hidraw9']])
    hid.report(hidReport(bytesOf(ean)))
    expect(codes()).toEqual([ean])
  })

  const moments = [['the system told', true, true], ['the list told', false, true], ['back before anybody looked', false, false]] as const
  test.each(moments)('[SCN-14] pulled between and within the reports of every place of a long code, half of it is no scan, and the next one is whole (%s)', async (_, told, looked) => {
    const long = `${link}?${'8'.repeat(300)}`
    const next = `${link}?next`
    const whole = parts(long)
    expect(whole.length).toBeGreaterThan(6)
    for (let heard = 0; heard <= whole.length; heard += 1) {
      for (const torn of heard < whole.length ? [0, 1, 2, 5, 40, 63] : [0]) {
        const at = `after ${heard} reports and ${torn} bytes`
        const hid = withGun(gun)
        const { scanner, look, codes } = await start(hid)
        for (const report of whole.slice(0, heard)) hid.report(report)
        if (torn > 0) hid.report((whole[heard] ?? new Uint8Array()).slice(0, torn))
        const before = heard === whole.length ? [long] : []
        expect(codes(), at).toEqual(before)
        hid.unplug(gun.path, told)
        if (looked) {
          await look()
          expect(scanner.state(), at).toEqual({ health: 'disconnected', faults: ['connection-lost'] })
        }
        hid.plug({ ...gun, path: '/dev/hidraw9' })
        await look()
        expect([scanner.state().health, hid.opened, hid.closed], at).toEqual(['ready', [gun.path, '/dev/hidraw9'], [gun.path]])
        // Of the same symbology: only the pull says that it is another code.
        for (const report of parts(next)) hid.report(report)
        expect(codes(), at).toEqual([...before, next])
        await scanner.close()
      }
    }
  })

  test('[SCN-14] another scanner takes a broken one\'s place, unless one was named', async () => {
    const other = { ...gun, path: '/dev/hidraw7', productId: 0x1400 }
    const free = withGun(gun)
    const swapped = await start(free)
    free.unplug(gun.path)
    free.plug(other)
    await swapped.look()
    expect(free.opened).toEqual([gun.path, other.path])
    const bound = withGun(gun)
    const named = await start(bound, { which: { vendorId: gun.vendorId, productId: gun.productId } })
    bound.unplug(gun.path)
    bound.plug(other)
    await named.look()
    expect(bound.opened).toEqual([gun.path])
    bound.plug({ ...gun, path: '/dev/hidraw8', serialNumber: 'S9' })
    await named.look()
    expect(bound.opened).toEqual([gun.path, '/dev/hidraw8'])
  })

  test('[SCN-14] one that may not be opened says so and is tried again; closed, nothing is looked for any more', async () => {
    const hid = withGun(gun)
    hid.fail('permission')
    const { scanner, look, timer } = await start(hid)
    expect(scanner.state()).toEqual({ health: 'disconnected', faults: ['permission'] })
    hid.fail(undefined)
    await look()
    expect(scanner.state().health).toBe('ready')
    await scanner.close()
    expect([hid.closed, timer.fire(lookMs)]).toEqual([[gun.path], 0])
  })
})

describe('node-hid behind the port', () => {
  interface FakeLine extends NodeHidLine {
    readonly tell: Map<string, (value: never) => void>
    readonly sent: number[][]
  }
  function fakeLine(): FakeLine {
    const tell = new Map<string, (value: never) => void>()
    const sent: number[][] = []
    return { tell, sent, on: (event: string, listener: (value: never) => void) => tell.set(event, listener), sendFeatureReport: async (report) => sent.push(report), close: () => Promise.reject(new Error('gone')) }
  }

  test('[SCN-15] what it lists, opens, tells and refuses, in the port\'s words', async () => {
    const line = fakeLine()
    let refusal: string | undefined
    const port = nodeHidPort(async () => ({
      devicesAsync: async () => [{ vendorId: 1, productId: 2, path: 'p', serialNumber: '', usagePage: 0x8c, usage: 2 }, { vendorId: 1, productId: 2 }],
      HIDAsync: { open: async () => (refusal === undefined ? line : Promise.reject(new Error(refusal))) },
    }))
    expect(await port.list()).toEqual([{ path: 'p', vendorId: 1, productId: 2, usagePage: 0x8c, usage: 2 }])
    const opened = await port.open('p')
    const heard: unknown[] = []
    opened.onReport((report) => heard.push([...report]))
    opened.onLost(() => heard.push('lost'))
    line.tell.get('data')?.(Uint8Array.of(2, 1) as never)
    line.tell.get('error')?.(new Error('could not read') as never)
    line.tell.get('error')?.(new Error('could not read') as never)
    await opened.sendFeature(Uint8Array.of(0xfe, 1))
    await opened.close()
    expect([heard, line.sent]).toEqual([[[2, 1], 'lost'], [[0xfe, 1]]])
    refusal = 'cannot open device with path p: Permission denied'
    await expect(port.open('p')).rejects.toMatchObject({ code: 'permission' })
    refusal = 'no such device'
    await expect(port.open('p')).rejects.toMatchObject({ code: 'unreachable' })
  })

  test('[SCN-15] the real one loads and answers with a list', async () => {
    expect(Array.isArray(await nodeHidPort().list())).toBe(true)
  })
})
