import { type DisplayEncoding } from './characters.ts'
import { displayLamps } from './port.ts'
import { type DigitsProtocol, type DisplayProtocol, type TextProtocol } from './protocol.ts'

const esc = 0x1b
const clr = 0x0c
const us = 0x1f
const cr = 0x0d
const stx = 0x02

const epsonPages: Readonly<Record<DisplayEncoding, number | undefined>> = { ascii: 0, cp437: 0, cp850: 2, cp1252: 16, cp858: 19, gb18030: undefined }

/**
 * Epson DM-D. `ESC = 2` because a printer may hang behind it on the same line, and the last program may have spoken to that
 * one. Overwrite mode: in the others the forty-first letter moves the whole text.
 */
const dmD: TextProtocol = {
  name: 'Epson DM-D',
  kind: 'text',
  baud: 9600,
  usual: 'cp437',
  begin(encoding) {
    const page = epsonPages[encoding]
    return [esc, 0x3d, 0x02, esc, 0x40, ...(page === undefined ? [] : [esc, 0x74, page]), us, 0x01, us, 0x43, 0x00]
  },
  clear: [clr],
  rows: (upper, lower) => [us, 0x24, 1, 1, ...upper, us, 0x24, 1, 2, ...lower],
}

/** CD5220, which half the displays sold without a name speak. A string ends with CR; CLR is what leaves string mode. */
const cd5220: TextProtocol = {
  name: 'CD5220',
  kind: 'text',
  baud: 9600,
  usual: 'cp437',
  begin: () => [esc, 0x40, clr],
  clear: [clr],
  rows: (upper, lower) => [esc, 0x51, 0x41, ...upper, cr, esc, 0x51, 0x42, ...lower, cr],
}

/** Logic Controls LD9000. Forty places counted through both rows, and letters of ASCII alone in every one of its fonts. */
const logicControls: TextProtocol = {
  name: 'Logic Controls LD9000',
  kind: 'text',
  baud: 9600,
  usual: 'ascii',
  begin: () => [us, 0x11, 0x14],
  clear: [us, 0x11, 0x14],
  rows: (upper, lower) => [0x10, 0x00, ...upper, 0x10, 0x14, ...lower],
}

/** The eight-digit LED of Chinese counters: a number, and a lamp that says what it is. */
const led8n: DigitsProtocol = {
  name: 'LED8N',
  kind: 'digits',
  baud: 2400,
  begin: () => [esc, 0x40],
  clear: [clr, stx, 0x4c, 0x30, 0x30, 0x30, 0x30],
  amount: (text, lamp) => [stx, 0x4c, ...displayLamps.map((one) => (one === lamp ? 0x31 : 0x30)), esc, 0x51, 0x41, ...Array.from(text, (letter) => letter.charCodeAt(0)), cr],
}

/** By the name a configuration gives it, each as its sheet has it. */
export const displayProtocols = {
  'dm-d': dmD,
  cd5220,
  'logic-controls': logicControls,
  led8n,
} as const satisfies Readonly<Record<string, DisplayProtocol>>

export type DisplayProtocolName = keyof typeof displayProtocols
