import { scaleProtocols, type ScaleProtocolName } from '../../drivers/scale/index.ts'
import { type SerialAddress, type SerialSettings } from '../../drivers/transports/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { type AddressOptions, lineOptions, type ReadPart, serialLine, splitAddress, tcpTarget, usualLine, type WrongPart } from './address.ts'

interface Shared {
  readonly protocol: ScaleProtocolName
  /** e on the plate, in thousandths of a kilogram. Absent only where the scale says it itself. */
  readonly division?: number
  /** Legal minimum in divisions; absent: 20. */
  readonly minimum?: number
  /** What answers there is software, and is shown as such. */
  readonly simulated?: true
}

export type WiredScale =
  | (Shared & { readonly transport: 'tcp'; readonly host: string; readonly port: number })
  | (Shared & { readonly transport: 'serial'; readonly at: SerialAddress; readonly settings: SerialSettings })

const bad = (reason: WrongPart): Result<never> => refuse('request.malformed', { field: 'scale', reason })
const wired = (scale: WiredScale): Result<WiredScale> => accept(scale)

/** Their frames carry the step of the display. */
const sayTheirDivision: ReadonlySet<ScaleProtocolName> = new Set(['toledo-continuous', 'toledo-continuous-unchecked'])

/**
 * `serial:PATH`, `serial:VID:PID[:SERIAL]` or `tcp://HOST:PORT`, with `?protocol=NAME` (src/drivers/scale), `division=GRAMS`
 * as on the plate (not needed where the scale says it), `minimum=DIVISIONS`, and a serial line's own where the scale's menu
 * was changed. Refuses like parsePrinterUrl.
 */
export function parseScaleUrl(url: string): Result<WiredScale> {
  const split = splitAddress(url)
  if ('wrong' in split) return bad(split.wrong)
  if (split.value === undefined) return bad('scheme')
  const { scheme, rest, options } = split.value
  if (scheme !== 'tcp' && scheme !== 'serial') return bad('scheme')
  const own: readonly string[] = ['protocol', 'division', 'minimum', ...(scheme === 'serial' ? lineOptions : [])]
  if ([...options.keys()].some((key) => !own.includes(key))) return bad('option')
  const weighing = weighingOf(options)
  if ('wrong' in weighing) return bad(weighing.wrong)
  const shared = weighing.value
  if (scheme === 'tcp') {
    const target = tcpTarget(rest)
    return 'wrong' in target ? bad(target.wrong) : wired({ transport: 'tcp', ...target.value, ...shared })
  }
  const { baudRate, dataBits, parity } = scaleProtocols[shared.protocol]().line
  const line = serialLine(rest, options, { ...usualLine, baud: baudRate, dataBits, parity })
  return 'wrong' in line ? bad(line.wrong) : wired({ transport: 'serial', ...line.value, ...shared })
}

function weighingOf(options: AddressOptions): ReadPart<Shared> {
  const protocol = options.get('protocol') ?? ''
  if (!isScaleProtocol(protocol)) return { wrong: 'protocol' }
  const division = options.get('division')
  // A scale that shows three decimals may step by 5 g: a guess would sell weights that it cannot weigh.
  if (division === undefined ? !sayTheirDivision.has(protocol) : !/^(?:1|2|5)0{0,3}$/.test(division)) return { wrong: 'division' }
  const minimum = options.get('minimum')
  if (minimum !== undefined && !/^\d{1,3}$/.test(minimum)) return { wrong: 'minimum' }
  return { value: { protocol, ...(division !== undefined && { division: Number(division) }), ...(minimum !== undefined && { minimum: Number(minimum) }) } }
}

export function isScaleProtocol(name: string): name is ScaleProtocolName {
  return Object.hasOwn(scaleProtocols, name)
}
