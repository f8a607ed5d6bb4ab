import { displayEncodings, type DisplayEncoding, displayProtocols, type DisplayProtocolName } from '../../drivers/customer-display/index.ts'
import { type SerialAddress, type SerialSettings } from '../../drivers/transports/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { type AddressOptions, lineOptions, type ReadPart, serialLine, splitAddress, tcpTarget, usualLine, type WrongPart } from './address.ts'

interface Shared {
  readonly protocol: DisplayProtocolName
  /** Which letters it has. */
  readonly text: DisplayEncoding
  /** What stands there is software, and is shown as such. */
  readonly simulated?: true
}

export type WiredDisplay =
  | (Shared & { readonly transport: 'tcp'; readonly host: string; readonly port: number })
  | (Shared & { readonly transport: 'serial'; readonly at: SerialAddress; readonly settings: SerialSettings })

export type DisplayConfig = WiredDisplay | { readonly simulator: true; readonly text: DisplayEncoding }

const bad = (reason: WrongPart): Result<never> => refuse('request.malformed', { field: 'display', reason })
const wired = (display: WiredDisplay): Result<WiredDisplay> => accept(display)

/**
 * `serial:PATH`, `serial:VID:PID[:SERIAL]` or `tcp://HOST:PORT`, with `?protocol=NAME` (src/drivers/customer-display),
 * `text=NAME` for the letters it has where they are not its maker's usual ones, and a serial line's own where they were
 * changed. Refuses like parsePrinterUrl.
 */
export function parseDisplayUrl(url: string): Result<WiredDisplay> {
  const split = splitAddress(url)
  if ('wrong' in split) return bad(split.wrong)
  if (split.value === undefined) return bad('scheme')
  const { scheme, rest, options } = split.value
  if (scheme !== 'tcp' && scheme !== 'serial') return bad('scheme')
  const own: readonly string[] = ['protocol', 'text', ...(scheme === 'serial' ? lineOptions : [])]
  if ([...options.keys()].some((key) => !own.includes(key))) return bad('option')
  const shown = shownOf(options)
  if ('wrong' in shown) return bad(shown.wrong)
  if (scheme === 'tcp') {
    const target = tcpTarget(rest)
    return 'wrong' in target ? bad(target.wrong) : wired({ transport: 'tcp', ...target.value, ...shown.value })
  }
  const line = serialLine(rest, options, { ...usualLine, baud: displayProtocols[shown.value.protocol].baud })
  return 'wrong' in line ? bad(line.wrong) : wired({ transport: 'serial', ...line.value, ...shown.value })
}

function shownOf(options: AddressOptions): ReadPart<Shared> {
  const protocol = options.get('protocol') ?? ''
  if (!isDisplayProtocol(protocol)) return { wrong: 'protocol' }
  const definition = displayProtocols[protocol]
  const given = options.get('text')
  if (given === undefined) return { value: { protocol, text: definition.kind === 'text' ? definition.usual : 'ascii' } }
  // Eight digits have no letters to choose: whoever says so has another display than they named.
  const text = definition.kind === 'text' ? displayEncodings.find((one) => one === given) : undefined
  return text === undefined ? { wrong: 'text' } : { value: { protocol, text } }
}

export function isDisplayProtocol(name: string): name is DisplayProtocolName {
  return Object.hasOwn(displayProtocols, name)
}

/** The store's language, unless that is Chinese and the display has no Chinese: a row of question marks helps nobody. */
export function displayLanguage(storeLanguage: string, config: DisplayConfig | undefined): string {
  return /^zh\b/i.test(storeLanguage) && config?.text !== 'gb18030' ? 'en' : storeLanguage
}
