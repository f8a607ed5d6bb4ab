import { suffixes, type FrameSettings, type ScanEncoding } from '../../drivers/scanner/index.ts'
import { type SerialAddress, type SerialSettings, type UsbAddress } from '../../drivers/transports/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { type AddressOptions, lineOptions, type ReadPart, serialLine, splitAddress, tcpTarget, usbAddress, type WrongPart } from './address.ts'

interface Shared {
  /** UTF-8 alone unless the shop says that its gun sends another code too. */
  readonly encodings: readonly ScanEncoding[]
}

interface Framed extends Shared {
  readonly frame: FrameSettings
  /** The bytes that make it beep, where it takes such. */
  readonly beeps?: { readonly good: readonly number[]; readonly bad: readonly number[] }
}

/** A scanner of the till's own. One that types like a keyboard is the page's, and needs no address. */
export type WiredScanner =
  | (Framed & { readonly transport: 'tcp'; readonly host: string; readonly port: number })
  | (Framed & { readonly transport: 'serial'; readonly at: SerialAddress; readonly settings: SerialSettings })
  /** In HID POS mode; without `which` the first that there is. */
  | (Shared & { readonly transport: 'hid'; readonly which?: UsbAddress })

const bad = (reason: WrongPart): Result<never> => refuse('request.malformed', { field: 'scanner', reason })
const wired = (scanner: WiredScanner): Result<WiredScanner> => accept(scanner)

const namedSuffixes: Readonly<Record<string, FrameSettings['suffix']>> = { any: 'any', silence: 'silence', cr: suffixes.cr, lf: suffixes.lf, crlf: suffixes.crLf, tab: suffixes.tab, etx: suffixes.etx }
const frameOptions = ['prefix', 'suffix', 'good', 'bad'] as const
/** A beep is a few bytes; a gun's whole configuration is not to stand in an address. */
const mostBytes = 16

/**
 * `serial:PATH`, `serial:VID:PID[:SERIAL]`, `tcp://HOST:PORT` (a serial server), `hid:VID:PID[:SERIAL]`, or `hid:` for
 * whichever is there. Behind a `?`: `text=gb18030` for all; for lines `prefix=HEX`, `suffix=any|cr|lf|crlf|tab|etx|silence`,
 * `good=HEX` with `bad=HEX` (the bytes that make it beep), and a serial line's own. Refuses like parsePrinterUrl.
 */
export function parseScannerUrl(url: string): Result<WiredScanner> {
  const split = splitAddress(url)
  if ('wrong' in split) return bad(split.wrong)
  if (split.value === undefined) return bad('scheme')
  const { scheme, rest, options } = split.value
  const own: readonly string[] = ['text', ...(scheme === 'hid' ? [] : frameOptions), ...(scheme === 'serial' ? lineOptions : [])]
  if ([...options.keys()].some((key) => !own.includes(key))) return bad('option')
  const text = options.get('text')
  if (text !== undefined && text !== 'utf-8' && text !== 'gb18030') return bad('text')
  const shared: Shared = { encodings: text === 'gb18030' ? ['utf-8', 'gb18030'] : ['utf-8'] }
  if (scheme === 'hid') {
    const which = usbAddress(rest)
    if (rest !== '' && which === undefined) return bad('device')
    return wired({ transport: 'hid', ...(which && { which }), ...shared })
  }
  const framing = framingOf(options)
  if ('wrong' in framing) return bad(framing.wrong)
  if (scheme === 'tcp') {
    const target = tcpTarget(rest)
    return 'wrong' in target ? bad(target.wrong) : wired({ transport: 'tcp', ...target.value, ...framing.value, ...shared })
  }
  if (scheme !== 'serial') return bad('scheme')
  const line = serialLine(rest, options)
  return 'wrong' in line ? bad(line.wrong) : wired({ transport: 'serial', ...line.value, ...framing.value, ...shared })
}

function framingOf(options: AddressOptions): ReadPart<Omit<Framed, 'encodings'>> {
  const prefix = bytesOf(options.get('prefix') ?? '')
  if (prefix === undefined) return { wrong: 'prefix' }
  const named = options.get('suffix') ?? 'any'
  const suffix = Object.hasOwn(namedSuffixes, named) ? namedSuffixes[named] : undefined
  if (suffix === undefined) return { wrong: 'suffix' }
  const frame: FrameSettings = { prefix, suffix }
  if (!options.has('good') && !options.has('bad')) return { value: { frame } }
  const [good, refused] = [bytesOf(options.get('good') ?? ''), bytesOf(options.get('bad') ?? '')]
  // Both or neither: a gun that only ever says "good" says nothing about a scan that nobody rang up.
  if (good === undefined || good.length === 0) return { wrong: 'good' }
  if (refused === undefined || refused.length === 0) return { wrong: 'bad' }
  return { value: { frame, beeps: { good, bad: refused } } }
}

function bytesOf(hex: string): readonly number[] | undefined {
  if (!/^(?:[\da-f]{2})*$/i.test(hex) || hex.length > mostBytes * 2) return undefined
  return (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
}
