import { describe, expect, test } from 'vitest'
import { thousandths } from '../../domain/quantity/index.ts'
import { bytes, framesIn, said } from './fixture.ts'
import { type Command, type ScaleFrame, type ScaleProtocol } from './protocol.ts'
import { mtSics, nci, scaleProtocols } from './index.ts'
import { checkWord, checksumText, randomOf } from './dialog-06-checksums.ts'

type Row = readonly [table: string, frame: string]

function heard(protocol: ScaleProtocol, rows: readonly Row[]): void {
  expect(rows.map(([table]) => [table, framesIn(protocol, bytes(table)).map(said).join(', ')])).toEqual(rows.map(([table, frame]) => [table, frame]))
}

function sent(protocol: ScaleProtocol, command: Command): number[] | string | undefined {
  const act = protocol.act(command)
  if (act === undefined || act === 'refused') return act
  return act.kind === 'held' ? 'held' : act.kind === 'watched' ? [...act.send] : [...act.dialogue.first]
}

const kilograms = (tare: number): Command => ({ kind: 'preset', tare: thousandths(tare), unit: 'kg' })

describe('Toledo 8217', () => {
  test('[SCL-1] weights and the status byte are read as its sheet has them', () => {
    heard(scaleProtocols['toledo-8217'](), [
      ["02 '01.284' 0d", 'settled 1284e-3 kg gross'],
      ["02 '01.284N' 0d", 'settled 1284e-3 kg net'],
      ["02 '012.34' 0d", 'settled 1234e-2 lb gross'],
      ["02 '00.000' 0d", 'settled 0e-3 kg gross'],
      ['02 3f 41 0d', 'in-motion'],
      ['02 3f 42 0d', 'over-capacity'],
      ['02 3f 44 0d', 'under-zero'],
      ['02 3f 48 0d', 'needs-zero'],
      ['02 3f 50 0d', 'well zero'],
      ['02 3f 60 0d', 'well net'],
      // Moving while outside the capture range is moving: that bit is set by every load.
      ['02 3f 49 0d', 'in-motion'],
      // Bit 6 missing; pounds of the 8213; a digit lost; a digit too many.
      ['02 3f 01 0d', 'bad'],
      ["02 '12.34' 0d", 'bad'],
      ["02 '1.284' 0d", 'bad'],
      ["02 '001.284' 0d", 'bad'],
    ])
    heard(scaleProtocols['toledo-8213'](), [["02 '12.34' 0d", 'settled 1234e-2 lb gross'], ["02 '012.34' 0d", 'bad'], ["02 '01.284' 0d", 'settled 1284e-3 kg gross']])
  })

  test('[SCL-1] its questions and commands are the sheet’s, W without a CR', () => {
    const protocol = scaleProtocols['toledo-8217']()
    expect(protocol.weigh({}).first).toEqual(bytes("'W'"))
    expect(sent(protocol, { kind: 'zero' })).toEqual(bytes("'Z'"))
    expect(sent(protocol, { kind: 'tare' })).toEqual(bytes("'T' 0d"))
    expect(sent(protocol, { kind: 'clear' })).toEqual(bytes("'C'"))
    expect(sent(protocol, kilograms(250))).toEqual(bytes("'T00250' 0d"))
    expect(sent(protocol, { kind: 'preset', tare: thousandths(1250), unit: 'lb' })).toEqual(bytes("'T00125' 0d"))
    expect([sent(protocol, { kind: 'preset', tare: thousandths(1255), unit: 'lb' }), sent(protocol, kilograms(100_000)), sent(protocol, { kind: 'preset', tare: thousandths(1), unit: 'g' })]).toEqual(['refused', 'refused', 'refused'])
  })
})

describe('MT-SICS', () => {
  test('[SCL-1] answers are read as its sheet has them, the weight ten characters wide', () => {
    heard(scaleProtocols['mt-sics'](), [
      ["'S S     100.00 g' 0d 0a", 'settled 10000e-2 g unsaid'],
      ["'S D      1.284 kg' 0d 0a", 'moving 1284e-3 kg unsaid'],
      ["'S S     -0.250 kg' 0d 0a", 'settled -250e-3 kg unsaid'],
      ["'S S     100.00 ct' 0d 0a", 'settled 10000e-2 (ct) unsaid'],
      ["'S I' 0d 0a", 'in-motion'],
      ["'S +' 0d 0a", 'over-capacity'],
      ["'S -' 0d 0a", 'under-zero'],
      ["'ES' 0d 0a", 'reply ES'],
      ["'Z A' 0d 0a", 'reply Z A'],
      ["'T S      0.250 kg' 0d 0a", 'reply T S'],
      ["'TAC A' 0d 0a", 'reply TAC A'],
      // One character lost, one too many, no CR.
      ["'S S    100.00 g' 0d 0a", 'bad'],
      ["'S S      100.00 g' 0d 0a", 'bad'],
      ["'S S     100.00 g' 0a", 'bad'],
      // The k of kg lost, and the field moved by nothing: no scale shows thousandths of a gram.
      ["'S S      1.284 g' 0d 0a", 'bad'],
    ])
    heard(mtSics({ valueWidth: 8 }), [["'S S   100.00 g' 0d 0a", 'settled 10000e-2 g unsaid']])
  })

  test('[SCL-1] its questions and commands are the sheet’s, each with CR LF', () => {
    const protocol = scaleProtocols['mt-sics']()
    expect(protocol.weigh({}).first).toEqual(bytes("'SI' 0d 0a"))
    expect((['zero', 'tare', 'clear'] as const).map((kind) => sent(protocol, { kind }))).toEqual([bytes("'Z' 0d 0a"), bytes("'T' 0d 0a"), bytes("'TAC' 0d 0a")])
    expect(sent(protocol, kilograms(250))).toEqual(bytes("'TA 0.250 kg' 0d 0a"))
  })
})

describe('NCI', () => {
  test('[SCL-1] weight, unit and two to four status bytes are read as its sheet has them', () => {
    heard(scaleProtocols.nci(), [
      ["0a '01.284KG' 0d 0a 30 30 0d 03", 'settled 1284e-3 kg unsaid'],
      ["0a '01.284KG' 0d 0a 'S' 30 70 34 0d 03", 'settled 1284e-3 kg net'],
      ["0a '012.34lb' 0d 0a 30 70 30 0d 03", 'settled 1234e-2 lb gross'],
      ['0a 31 30 0d 03', 'in-motion'],
      ['0a 30 31 0d 03', 'under-zero'],
      ['0a 30 32 0d 03', 'over-capacity'],
      ['0a 30 70 38 0d 03', 'needs-zero'],
      ['0a 34 30 0d 03', 'scale-error'],
      ['0a 30 38 0d 03', 'scale-error'],
      ['0a 32 30 0d 03', 'well zero'],
      ["0a '01.284KG' 0d 0a 31 30 0d 03", 'moving 1284e-3 kg unsaid'],
      // Unknown command; a byte promised that does not follow; a digit lost.
      ["0a '?' 0d 03", 'bad'],
      ['0a 30 70 0d 03', 'bad'],
      ["0a '1.284KG' 0d 0a 30 30 0d 03", 'bad, well'],
      ["0a '01.284G' 0d 0a 30 30 0d 03", 'bad, well'],
    ])
    heard(nci({ width: 7 }), [["0a '0123.45LB' 0d 0a 30 30 0d 03", 'settled 12345e-2 lb unsaid']])
  })

  test('[SCL-1] its questions and commands are the sheet’s, each with CR', () => {
    const protocol = scaleProtocols.nci()
    expect([protocol.weigh({}).first, sent(protocol, { kind: 'zero' }), sent(protocol, { kind: 'tare' })]).toEqual([bytes("'W' 0d"), bytes("'Z' 0d"), bytes("'T' 0d")])
    expect([sent(protocol, { kind: 'clear' }), sent(protocol, kilograms(250))]).toEqual([undefined, undefined])
  })
})

describe('CAS and ACLAS', () => {
  test('[SCL-1] a CAS frame is read as its sheet has it, its check without SOH and STX', () => {
    // 53 20 20 31 2e 32 38 34 6b 67, exclusive or: 7e.
    heard(scaleProtocols.cas(), [
      ["01 02 'S  1.284kg' 7e 03 04", 'settled 1284e-3 kg unsaid'],
      ["01 02 'U  1.284kg' 78 03 04", 'moving 1284e-3 kg unsaid'],
      ["01 02 'S- 1.284kg' 73 03 04", 'settled -1284e-3 kg unsaid'],
      ["01 02 'SF 1.284kg' 18 03 04", 'over-capacity'],
      ['06', 'reply ack'],
      ['15', 'reply nak'],
      ["01 02 'S  1.284kg' 7f 03 04", 'bad'],
    ])
    expect(scaleProtocols.cas().weigh({}).first).toEqual([0x05])
  })

  test('[SCL-1] an ACLAS OS2 frame is the same but for its check, which covers SOH and STX', () => {
    heard(scaleProtocols['aclas-os2'](), [
      ["01 02 'S  1.284kg' 7d 03 04", 'settled 1284e-3 kg unsaid'],
      ["01 02 'S  1.284kg' 7e 03 04", 'bad'],
      ["01 02 'F  1.284kg' 68 03 04", 'over-capacity'],
      ["01 02 'F- 1.284kg' 65 03 04", 'needs-zero'],
    ])
    const protocol = scaleProtocols['aclas-os2']()
    expect([sent(protocol, { kind: 'zero' }), sent(protocol, { kind: 'tare' }), sent(protocol, { kind: 'clear' })]).toEqual([bytes('3c 5a 4b 3e 09'), bytes('3c 54 4b 3e 09'), undefined])
  })

  test('[SCL-1] an unasked OS2 frame has a byte of flags, which must agree with the rest', () => {
    heard(scaleProtocols['aclas-os2-active'](), [
      ["01 02 'S  1.284kg' 7d 03 04 00", 'settled 1284e-3 kg gross'],
      ["01 02 'S  1.284kg' 7d 03 04 20", 'settled 1284e-3 kg net'],
      ["01 02 'S  0.000kg' 72 03 04 10", 'settled 0e-3 kg gross'],
      ["01 02 'F  1.284kg' 68 03 04 40", 'over-capacity'],
      ["01 02 'S  1.284kg' 7d 03 04 10", 'bad'],
      ["01 02 'S  1.284kg' 7d 03 04 40", 'bad'],
    ])
  })
})

describe('Toledo continuous', () => {
  test('[SCL-1] status words, weight, tare and checksum are read as the sheet has them', () => {
    // 2d: three decimals, step 1. 30: kg. 20: no more. The sum of all eighteen is a multiple of 128.
    heard(scaleProtocols['toledo-continuous'](), [
      ["02 2d 30 20 '001284000000' 0d 25", 'settled 1284e-3 kg gross tare 0 step 1'],
      ["02 2d 31 20 '001284000250' 0d 1d", 'settled 1284e-3 kg net tare 250 step 1'],
      ["02 2d 38 20 '001284000000' 0d 1d", 'moving 1284e-3 kg gross tare 0 step 1'],
      ["02 2d 34 20 '001284000000' 0d 21", 'over-capacity'],
      ["02 2d 36 20 '001284000000' 0d 1f", 'under-zero'],
      ["02 2d 70 20 '001284000000' 0d 65", 'needs-zero'],
      ["02 2d 32 20 '001284000000' 0d 23", 'settled -1284e-3 kg gross tare 0 step 1'],
      ["02 2c 20 20 '001284000000' 0d 36", 'settled 1284e-2 lb gross tare 0 step 1'],
      ["02 3d 30 20 '001285000000' 0d 14", 'settled 1285e-3 kg gross tare 0 step 5'],
      ["02 2a 30 21 '001284000000' 0d 27", 'settled 1284e-0 g gross tare 0 step 1'],
      ["02 28 30 20 '001284000000' 0d 2a", 'settled 128400e-0 kg gross tare 0 step 100'],
      // Ten times as fine as it is verified for; one off in the checksum.
      ["02 2d 30 30 '001284000000' 0d 15", 'bad'],
      ["02 2d 30 20 '001284000000' 0d 26", 'bad'],
    ])
    heard(scaleProtocols['toledo-continuous-unchecked'](), [["02 2d 30 20 '001284000000' 0d", 'settled 1284e-3 kg gross tare 0 step 1']])
  })

  test('[SCL-1] its commands are single letters, and a preset tare it has not', () => {
    const protocol = scaleProtocols['toledo-continuous']()
    expect([...(['zero', 'tare', 'clear'] as const).map((kind) => sent(protocol, { kind })), sent(protocol, kilograms(250))]).toEqual([bytes("'Z'"), bytes("'T'"), bytes("'C'"), undefined])
  })
})

describe('Dialog 06', () => {
  const protocol = scaleProtocols['dialog-06']()
  /** A whole question: what the till says, and after each line what the scale answers. */
  function talk(dialogue: ReturnType<typeof protocol.weigh>, answers: readonly string[]): { readonly lines: readonly (readonly number[])[]; readonly end: ScaleFrame | undefined } {
    const lines: (readonly number[])[] = [dialogue.first]
    for (const answer of answers) {
      for (const frame of framesIn(protocol, bytes(answer))) {
        const turn = dialogue.hear(frame)
        if (turn && 'end' in turn) return { lines, end: turn.end }
        if (turn) lines.push(turn.send)
      }
    }
    return { lines, end: undefined }
  }
  const result = (weight: string, price = '001000', amount = `0${weight}`, unit = '3'): string => `02 '02' 1b '${unit}' 1b '${weight}' 1b '${price}' 1b '${amount}' 03`

  test('[SCL-1] record 01, ACK, EOT ENQ, record 02: the dialogue is the sheet’s', () => {
    const { lines, end } = talk(protocol.weigh({}), ['06', result('01284')])
    expect(lines).toEqual([bytes("04 02 '01' 1b '001000' 1b 03"), bytes('04 05')])
    expect(end && said(end)).toBe('settled 1284e-3 kg unsaid')
    expect(talk(protocol.weigh({ unitPrice: 399, tare: thousandths(50) }), []).lines).toEqual([bytes("04 02 '03' 1b '000399' 1b '0050' 03")])
  })

  test('[SCL-1] NAK is asked about with record 08, and record 09 says why', () => {
    const statuses = ['00', '01', '10', '20', '21', '22', '30', '31', '32'].map((status) => {
      const { lines, end } = talk(protocol.weigh({}), ['06', '15', `02 '09' 1b '${status}' 03`])
      expect(lines.at(-1)).toEqual(bytes("04 02 '08' 03"))
      return `${status} ${end ? said(end) : ''}`
    })
    expect(statuses).toEqual(['00 bad', '01 scale-error', '10 bad', '20 in-motion', '21 same-load', '22 in-motion', '30 below-minimum', '31 under-zero', '32 over-capacity'])
  })

  test('[SCL-6] a result with another price, or an amount that is not weight times price, is no weight', () => {
    const outcome = (answer: string, unitPrice = 1000): string => {
      const { end } = talk(protocol.weigh({ unitPrice }), ['06', answer])
      return end ? said(end) : 'nothing'
    }
    expect(outcome(result('01284', '001001'))).toBe('bad')
    expect(outcome(result('01284', '001000', '001285'))).toBe('bad')
    expect(outcome(result('01284', '000399', '000512'), 399)).toBe('settled 1284e-3 kg unsaid')
    expect(outcome(result('01284', '000399', '000513'), 399)).toBe('settled 1284e-3 kg unsaid')
    expect(outcome(result('01284', '000399', '000514'), 399)).toBe('bad')
    expect(outcome(result('01284', '001000', '001284', '1'))).toBe('settled 1284e-2 (lb) unsaid')
  })

  test('[SCL-16] asked with the goods’ price it gives the amount too, and without one none', () => {
    const priced = (unitPrice?: number, tare?: number): unknown => {
      const { end } = talk(protocol.weigh({ ...(unitPrice !== undefined && { unitPrice }), ...(tare !== undefined && { tare: thousandths(tare) }) }), ['06', unitPrice === undefined ? result('01284') : result('01284', '000399', '000512')])
      return end?.kind === 'weight' ? [end.priced, end.net] : end?.kind
    }
    expect([priced(399), priced(399, 15), priced()]).toEqual([[{ unitPrice: 399, amount: 512 }, 'unsaid'], [{ unitPrice: 399, amount: 512 }, 'net'], [undefined, 'unsaid']])
  })

  test('[SCL-12] the checksums are turned by the scale’s random number, CS to the left and KW to the right', () => {
    expect(randomOf(';2')).toBe(0xb2)
    expect([randomOf('B2'), randomOf('@2'), randomOf('2')]).toEqual([0xb2, undefined, undefined])
    // 1234 turned left by 4 is 2341; abcd turned right by 4 is dabc, written 30h to 3Fh.
    expect(checksumText({ cs: 0x1234, kw: 0xabcd }, 0x44)).toBe('2341=:;<')
    expect(checksumText({ cs: 0x1234, kw: 0xabcd }, 0x00)).toBe('1234:;<=')
    // CRC-16 of the bytes 31 32 under 1021 (XMODEM), from the published table of that name.
    expect(checkWord(0x3132, 0x1021)).toBe(0x20b5)
    const { lines, end } = talk({ ...scaleProtocols['dialog-06']().weigh({}) }, ["02 '11' 1b '2;2' 03"])
    expect(lines).toHaveLength(1)
    expect(end && said(end)).toBe('unconfigured')
  })
})
