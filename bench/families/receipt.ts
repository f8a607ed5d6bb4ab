import path from 'node:path'
import iconv from 'iconv-lite'
import { encode, profiles } from '../../src/drivers/printer/index.ts'
import { developPaper } from '../../src/drivers/printer/simulator-paper.ts'
import { openTextDrawer, type TextDrawer } from '../../src/drivers/printer/text-drawer.ts'
import { documentOf, fortyLines, hundredLines, manyScripts, type PlainReceipt, type Receipts } from '../generators/receipts.ts'
import { type Arm, armIn, effort, type Family, measure } from '../harness.ts'
import { correctness } from './receipt-correctness.ts'
import { faultIn } from './receipt-decode.ts'
import { type Ready, receiptPeers } from './receipt-peers.ts'

const profile = profiles['generic-80']
const floorName = 'floor: hand-made buffer'
const oursName = 'ours: encode'
const drawnName = 'ours: encode, other scripts drawn'
/** So many receipts of an arm are read before any is timed. */
const checked = 3

/** A finished receipt to the bytes of one job for an 80 mm printer. What is printed wrong is quick for nothing. */
export const receipt: Family = async (options) => {
  const much = effort(options.quick, 10)
  const draw = await openTextDrawer(path.join(import.meta.dirname, '../../node_modules'))
  const chinese = await measure('100 Chinese lines', await armsFor(hundredLines), much)
  const scripts = await measure('12 lines of six scripts, EAN-13, QR', await armsFor(manyScripts, draw), much)
  const mixed = await measure('40 lines of six scripts, EAN-13, QR', await armsFor(fortyLines, draw), much)
  const ours = armIn(chinese, oursName).p50
  // Of all the others, whether what they print is right or not: wrong bytes are quick, and ours are to be no slower.
  const others = mixed.arms.filter(({ kind, samples }) => kind === 'peer' && samples > 0)
  const fastest = Math.min(...others.map(({ p50 }) => p50))
  const right = others.filter(({ verdict }) => verdict === 'right').map(({ p50 }) => p50)
  const one = fortyLines(0)
  return {
    groups: [chinese, scripts, mixed],
    goals: [
      { name: '100 Chinese lines to a hand-made buffer', value: ours / armIn(chinese, floorName).p50, limit: 1.2, unit: 'ratio' },
      { name: '40 lines of six scripts to the fastest other library', value: armIn(mixed, oursName).p50 / fastest, limit: 1, unit: 'ratio' },
    ],
    facts: {
      bytes100: encode(documentOf(hundredLines(0)), profile).bytes.length,
      drawnToFastest: armIn(mixed, drawnName).p50 / fastest,
      partOfDrawnThatIsDrawing: 1 - armIn(mixed, oursName).p50 / armIn(mixed, drawnName).p50,
      ...(right.length > 0 && { toFastestRight: armIn(mixed, oursName).p50 / Math.min(...right), drawnToFastestRight: armIn(mixed, drawnName).p50 / Math.min(...right) }),
      ...(await correctness(one, () => encode(documentOf(one), profile, draw).bytes)),
      charactersReplaced: encode(documentOf(one), profile).replaced.length,
      charactersReplacedDrawn: encode(documentOf(one), profile, draw).replaced.length,
    },
  }
}

async function armsFor(receipts: Receipts, draw?: TextDrawer): Promise<readonly Arm[]> {
  const ours = (plain: PlainReceipt): Uint8Array => encode(documentOf(plain), profile).bytes
  const floor = receipts === hundredLines ? chineseByHand : byHand
  const arm = (name: string, kind: Arm['kind'], ready: Ready, faultOf: (bytes: Uint8Array, plain: PlainReceipt) => string | undefined): Arm => {
    let print = ready(receipts(0))
    return {
      name,
      kind,
      prepare: (index) => void (print = ready(receipts(index))),
      run: () => print(),
      async check() {
        const faults: string[] = []
        for (let index = 0; index < checked && faults.length === 0; index += 1) {
          const plain = receipts(index)
          const fault = faultOf(await ready(plain)(), plain)
          if (fault !== undefined) faults.push(fault)
        }
        return faults[0]
      },
    }
  }
  const encoded = (drawing?: TextDrawer): Ready => (plain) => {
    const document = documentOf(plain)
    return () => encode(document, profile, drawing).bytes
  }
  const oursWrong = (bytes: Uint8Array, plain: PlainReceipt): string | undefined => faultIn(bytes, plain) ?? paperFault(bytes)
  return [
    arm(floorName, 'floor', (plain) => () => floor(plain), (bytes, plain) => (Buffer.from(bytes).equals(ours(plain)) ? undefined : 'its bytes are not ours')),
    arm(oursName, 'ours', encoded(), oursWrong),
    ...(draw ? [arm(drawnName, 'ours', encoded(draw), (bytes, plain) => oursWrong(bytes, plain) ?? undrawn(plain, draw))] : []),
    ...[...(await receiptPeers())].map(([name, ready]) => arm(name, 'peer', ready, faultIn)),
  ]
}

/** Drawn is every letter that the printer lacks. */
function undrawn(plain: PlainReceipt, draw: TextDrawer): string | undefined {
  const { replaced } = encode(documentOf(plain), profile, draw)
  return replaced.length === 0 ? undefined : `"?" for ${replaced.join('')}`
}

/** Ours also has to come out of the simulated printer without a complaint. */
function paperFault(bytes: Uint8Array): string | undefined {
  const { errors } = developPaper(bytes, profile.columns)
  return errors.length === 0 ? undefined : errors.join('; ')
}

const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1')

/** Chinese and ASCII alone, no codes: one call of the encoder for each name, as quick as it gets without keeping names. */
function chineseByHand({ title, header, rows, totals }: PlainReceipt): Buffer {
  const parts: Uint8Array[] = [latin('\x1b@\x1bR\0\x1bt\x13\x1c&\x1ba\0\x1ba\x01\x1bE\x01'), iconv.encode(title, 'gb18030'), latin('\n\x1ba\0\x1bE\0')]
  for (const line of header) parts.push(iconv.encode(line, 'gb18030'), latin('\n'))
  const table = (columns: PlainReceipt['rows']): void => {
    parts.push(latin(`${'-'.repeat(48)}\n`))
    for (const [left, right] of columns) {
      const name = iconv.encode(left, 'gb18030')
      parts.push(name, latin(`${' '.repeat(48 - name.length - right.length)}${right}\n`))
    }
  }
  table(rows)
  table(totals)
  parts.push(latin('\x1bd\x05\x1dV\x01'))
  return Buffer.concat(parts)
}

type Script = 'ascii' | 'gb18030' | 'cp858' | 'cp866' | 'none'
const pages: Readonly<Partial<Record<Script, number>>> = { cp858: 19, cp866: 17 }
const pieces = /(?<ascii>[ -~]+)|(?<gb18030>\p{Script=Han}+)|(?<cp858>[\u00c0-\u00ff]+)|(?<cp866>\p{Script=Cyrillic}+)|(?<none>[^ -~\p{Script=Han}\p{Script=Cyrillic}\u00c0-\u00ff]+)/gu

/** The same bytes written straight out, for these receipts alone: no wrapping, no profile, no choice. */
function byHand({ title, header, rows, totals, ean13, qr }: PlainReceipt): Buffer {
  const parts: Uint8Array[] = [Uint8Array.of(0x1b, 0x40, 0x1b, 0x52, 0, 0x1b, 0x74, 19, 0x1c, 0x26, 0x1b, 0x61, 0)]
  let kanji = true
  let page = 19
  const text = (line: string): number => {
    let columns = 0
    for (const { groups = {} } of line.normalize('NFC').matchAll(pieces)) {
      const [script, piece] = Object.entries(groups).find(([, found]) => found !== undefined) as [Script, string]
      if (script === 'gb18030' && !kanji) parts.push(Uint8Array.of(0x1c, 0x26))
      if (script === 'gb18030') kanji = true
      const wanted = pages[script]
      if (wanted !== undefined) {
        if (kanji) parts.push(Uint8Array.of(0x1c, 0x2e))
        if (page !== wanted) parts.push(Uint8Array.of(0x1b, 0x74, wanted))
        kanji = false
        page = wanted
      }
      const bytes = script === 'none' ? Buffer.from('?'.repeat(Array.from(piece).length)) : iconv.encode(piece, script)
      if (script === 'none') parts.push(Uint8Array.of(0x1d, 0x42, 1), bytes, Uint8Array.of(0x1d, 0x42, 0))
      else parts.push(bytes)
      columns += bytes.length
    }
    return columns
  }
  const feed = Uint8Array.of(0x0a)
  const row = ([left, right]: readonly [string, string]): void => {
    const used = text(left)
    text(' '.repeat(48 - used - right.length) + right)
    parts.push(feed)
  }
  const rule = Buffer.from(`${'-'.repeat(48)}\n`)
  parts.push(Uint8Array.of(0x1b, 0x61, 1, 0x1b, 0x45, 1))
  text(title)
  parts.push(feed, Uint8Array.of(0x1b, 0x61, 0, 0x1b, 0x45, 0))
  for (const line of header) {
    text(line)
    parts.push(feed)
  }
  parts.push(rule)
  for (const one of rows) row(one)
  parts.push(rule)
  for (const one of totals) row(one)
  if (ean13 !== undefined) parts.push(Uint8Array.of(0x1b, 0x61, 1, 0x1d, 0x68, 64, 0x1d, 0x77, 2, 0x1d, 0x48, 2, 0x1d, 0x6b, 67, 13), Buffer.from(ean13))
  if (qr !== undefined) {
    const data = Buffer.from(qr)
    parts.push(Uint8Array.of(0x1d, 0x28, 0x6b, 4, 0, 0x31, 0x41, 0x32, 0, 0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x43, 6, 0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x45, 0x31, 0x1d, 0x28, 0x6b, data.length + 3, 0, 0x31, 0x50, 0x30), data, Uint8Array.of(0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30))
  }
  parts.push(Uint8Array.of(0x1b, 0x64, 5, 0x1d, 0x56, 1))
  if (qr !== undefined) parts.push(Uint8Array.of(0x1b, 0x61, 0))
  return Buffer.concat(parts)
}
