import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Apdu, apdu, apduReader, encodeApdu } from './apdu.ts'
import { bcdDigits, toBcd } from './bcd.ts'
import { acknowledged, authorisation, endOfDay, kindOf, letGo, registration, repeatReceipt, reversal, statusEnquiry } from './commands.ts'
import { readFields } from './fields.ts'
import { judgeAttempt } from './judge.ts'
import { readStatusInformation } from './status-information.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').replaceAll(/(..)(?=.)/g, '$1 ')
const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))
function framesOf(bytes: Uint8Array, cuts: readonly number[] = []): Apdu[] {
  const heard: Apdu[] = []
  const reader = apduReader((frame) => heard.push(frame))
  let from = 0
  for (const cut of [...cuts.map((one) => one % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]) {
    reader.push(bytes.subarray(from, cut))
    from = Math.max(from, cut)
  }
  return heard
}

describe('the bytes', () => {
  test.each([
    ['80 00 00', acknowledged],
    ['06 00 06 00 00 00 9e 09 78', registration('000000', '0978')],
    ['06 00 06 12 34 56 9e 08 26', registration('123456', '0826')],
    ['06 01 0a 04 00 00 00 00 14 50 49 09 78', authorisation(1450, '0978')],
    ['06 01 0a 04 99 99 99 99 99 99 49 07 56', authorisation(999_999_999_999, '0756')],
    ['06 30 0d 00 00 00 87 00 42 04 00 00 00 00 14 50', reversal('000000', '0042', 1450)],
    ['06 50 03 12 34 56', endOfDay('123456')],
    ['06 20 03 00 00 00', repeatReceipt('000000')],
    ['05 01 03 00 00 00', statusEnquiry('000000')],
    ['06 b0 00', letGo],
  ])('[ZVT-1] of each command are the specification\'s: %s', (expected, command) => {
    expect(hex(encodeApdu(command))).toBe(expected)
    expect(framesOf(encodeApdu(command))).toEqual([command])
  })

  test.each([
    ['254 bytes have a short length', 254, '04 0f fe'],
    ['255 bytes have a long one', 255, '04 0f ff ff 00'],
    ['low byte first', 0x1234, '04 0f ff 34 12'],
  ])('[ZVT-1] %s', (_name, length, head) => {
    const frame = apdu(0x04, 0x0f, new Uint8Array(length).fill(7))
    expect(hex(encodeApdu(frame)).slice(0, head.length)).toBe(head)
    expect(framesOf(encodeApdu(frame))).toEqual([frame])
  })

  test('[ZVT-1] what does not fit is refused and not cut: half an amount is another one', () => {
    expect(() => toBcd(1_000_000, 3)).toThrow(RangeError)
    expect(() => toBcd('12a4', 2)).toThrow(RangeError)
    expect(() => toBcd(-5, 3)).toThrow(RangeError)
    expect(() => encodeApdu(apdu(4, 15, new Uint8Array(0x10000)))).toThrow(RangeError)
    expect(bcdDigits(bytesOf('12 3a'))).toBeUndefined()
  })

  test('[ZVT-2] however the network cuts them, the frames are the same', () => {
    const frame = fc.record({ class: fc.nat(255), instruction: fc.nat(255), data: fc.uint8Array({ maxLength: 600 }) })
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 6 }), fc.array(fc.nat()), (frames, cuts) => {
        const bytes = Buffer.concat(frames.map(encodeApdu))
        expect(framesOf(new Uint8Array(bytes), cuts)).toEqual(frames)
      }),
    )
  })
})

const approval = bytesOf('27 00 04 00 00 00 00 14 50 0b 00 00 77 87 00 42 29 68 00 12 34 49 09 78 22 f0 f8 49 29 12 ee ee ee 12 34 8a 0a 8b f0 f5 56 49 53 41 00')

describe('status information', () => {
  test('[ZVT-3] says what it says, by its bitmaps', () => {
    expect(readStatusInformation(approval)).toEqual({ result: 0, amount: 1450, currency: '0978', trace: '000077', receiptNo: '0042', terminalId: '68001234', cardType: 'VISA', lastFour: '1234' })
    expect(readStatusInformation(bytesOf('27 05 3c f0 f1 f2 44 45 43 4c 49 4e 45 44 20 20 20 20'))).toEqual({ result: 5, text: 'DECLINED' })
    expect(readStatusInformation(bytesOf('06 06 1f 07 03 4e 4f 57 27 6c'))).toEqual({ result: 0x6c, text: 'NOW' })
    expect(readStatusInformation(bytesOf('27 00 37 00 00 77 8a 2e'))).toEqual({ result: 0, originalTrace: '000077', cardType: 'Maestro' })
  })

  test('[ZVT-3] a bitmap nobody knows ends the reading, and one that says two things says nothing', () => {
    expect(readStatusInformation(bytesOf('04 00 00 00 00 14 50 e7 01 27 00'))).toEqual({ amount: 1450 })
    expect(readStatusInformation(bytesOf('27 00 27 05'))).toEqual({})
    expect(readStatusInformation(bytesOf('27 00 27 00'))).toEqual({ result: 0 })
    expect(readFields(bytesOf('22 f0 f8 12')).whole).toBe(false)
  })

  test('[ZVT-4] of the card number four digits leave, masked or not, and none where it is too short to be one', () => {
    for (const number of ['49 29 12 34 56 78 12 34', '49 29 12 ee ee ee 12 34', 'ee ee ee ee ee ee 12 34']) {
      const read = readStatusInformation(bytesOf(`22 f0 f8 ${number}`))
      expect(read).toEqual({ lastFour: '1234' })
    }
    expect(readStatusInformation(bytesOf('22 f0 f2 12 34'))).toEqual({})
    expect(readStatusInformation(bytesOf('22 f0 f8 12 34 12 34 12 34 ee ee'))).toEqual({})
  })

  test('[ZVT-4] nor does it leave in any text', () => {
    const text = (line: string): unknown => readStatusInformation(Uint8Array.from([0x3c, 0xf0, 0xf0 + Math.floor(line.length / 10), 0xf0 + (line.length % 10), ...Buffer.from(line)])).text
    expect(text('CARD 4929123456781234 OK')).toBe('CARD ...1234 OK')
    expect(text('4929 1234 5678 1234')).toBe('...1234')
    expect(text('492912######1234')).toBe('...1234')
  })

  test('[ZVT-5] whatever bytes come, nothing throws, and nothing is approved that result 00 and our amount did not say', () => {
    const attempt = { attemptId: 'a', kind: 'sale', amount: 1450, currency: 'EUR' } as const
    const data = fc.oneof(fc.uint8Array({ maxLength: 80 }), fc.tuple(fc.nat(approval.length - 1), fc.nat(255)).map(([at, byte]) => approval.with(at, byte)), fc.nat(approval.length).map((to) => approval.slice(0, to)))
    const said = (bytes: Uint8Array, part: string): boolean => Buffer.from(bytes).toString('hex').includes(part)
    fc.assert(
      fc.property(data, fc.constantFrom('completed', 'aborted', 'lost', 'silent', 'refused') as fc.Arbitrary<'completed'>, (bytes, kind) => {
        const status = readStatusInformation(bytes)
        const outcome = judgeAttempt(attempt, { end: { kind, data: new Uint8Array() }, statuses: [status] }, '0978')
        if (outcome.status === 'approved') expect([kind, said(bytes, '2700'), said(bytes, '04000000001450')]).toEqual(['completed', true, true])
        // What is kept of it holds no card number.
        expect(JSON.stringify(outcome)).not.toMatch(/\d{13}/)
      }),
      { numRuns: 20_000 },
    )
  })

  test('[ZVT-5] the property can fail: the untouched approval is one', () => {
    expect(judgeAttempt({ attemptId: 'a', kind: 'sale', amount: 1450, currency: 'EUR' }, { end: { kind: 'completed', data: new Uint8Array() }, statuses: [readStatusInformation(approval)] }, '0978').status).toBe('approved')
  })

  test('[ZVT-5] the first half of an approval is none: whose acknowledgement got lost takes the money back', () => {
    const attempt = { attemptId: 'a', kind: 'sale', amount: 1450, currency: 'EUR' } as const
    const statuses = [readStatusInformation(approval)]
    expect(judgeAttempt(attempt, { end: { kind: 'lost' }, statuses }, '0978')).toEqual({ status: 'unknown', reason: 'lineLost' })
    expect(judgeAttempt(attempt, { end: { kind: 'silent' }, statuses }, '0978')).toEqual({ status: 'unknown', reason: 'noAnswer' })
    expect(judgeAttempt(attempt, { end: { kind: 'aborted', result: 0x6c }, statuses }, '0978')).toEqual({ status: 'unknown', reason: 'notUnderstood' })
  })

  test('[ZVT-5] no frame throws on its way through the reader', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        for (const frame of framesOf(bytes)) {
          kindOf(frame)
          readStatusInformation(frame.data)
        }
      }),
      { numRuns: 5_000 },
    )
  })
})
