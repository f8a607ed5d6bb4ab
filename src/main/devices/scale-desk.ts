import { type CounterView, type Input, type WeightView } from '../../contracts/ipc/index.ts'
import { netWeight, tareOn, type ScaleWeight } from '../../domain/basket/index.ts'
import { type TarePreset } from '../../domain/catalogue/index.ts'
import { accept, refuse, type RefusalCode, type Result } from '../../domain/errors/index.ts'
import { quantityText, thousandths } from '../../domain/quantity/index.ts'
import { type Timer } from '../../drivers/device/index.ts'
import { type Weighing, type WeighingFacts } from '../core/index.ts'
import { type Devices } from './devices.ts'
import { type ScaleAsk, type ScaleReading, type ScaleSaid, type ScaleWork } from './scale-messages.ts'

/** How long after each question the weight goes on being told. A page that died stops asking, and the scale has its peace. */
export const watchMs = 5_000
const remembered = 32

type Done = Readonly<Record<string, never>>

interface From {
  readonly seat: string
  readonly request: string
}

export interface ScaleDeskOptions {
  readonly devices: Pick<Devices, 'scale' | 'watchScale' | 'on' | 'simulators'>
  /** Whether somebody who may sell is signed on at the seat. */
  readonly mayWeigh: (from: From) => Promise<Result<unknown>>
  /** Whether the register is nobody's yet: then whoever sets it up may read the scale, and nothing more. */
  readonly isNew: () => boolean | Promise<boolean>
  readonly facts: (asked: { readonly itemId?: string; readonly tareId?: string }) => Promise<WeighingFacts>
  readonly addWeighed: (weighing: Weighing, from: From) => Promise<Result<CounterView>>
  readonly tell: (view: WeightView) => void
  readonly timer: Timer
}

export interface ScaleDesk {
  weight(input: Input<'weight'>, from: From): Promise<Result<WeightView>>
  weigh(input: Input<'weigh'>, from: From): Promise<Result<CounterView>>
  zero(input: unknown, from: From): Promise<Result<Done>>
  tare(input: Input<'tare-scale'>, from: From): Promise<Result<Done>>
  load(input: Input<'load-scale'>, from: From): Promise<Result<Done>>
  close(): void
}

const waiting: WeightView = { kind: 'waiting', text: '' }

/**
 * The scale, as the doors reach it. The core never waits for a device: the weight is read out here, and comes to the core
 * as a command of its own, in the same request.
 */
export function createScaleDesk({ devices, mayWeigh, isNew, facts, addWeighed, tell, timer }: ScaleDeskOptions): ScaleDesk {
  let shown = waiting
  let latest: ScaleReading | undefined
  /** The tare that was asked for with the weight: one counter, one scale, one hand that chooses. */
  let preset: TarePreset | undefined
  let cancelWatch: (() => void) | undefined
  /**
   * Half of the protocols have no word for "net": that a tare was ordered from here is all there is to know of it. Until it
   * is taken off from here too, or the scale is zeroed, such a weight is a net.
   */
  let tared = false
  const withOwnTare = (reading: ScaleReading): ScaleReading =>
    tared && reading.kind === 'stable' && reading.weight.net === 'unsaid' ? { kind: 'stable', weight: { ...reading.weight, net: 'net' } } : reading
  /** A request that is sent again after a lost line is the same weighing: the load may be gone by then. */
  const weighings = new Map<string, Promise<Result<CounterView>>>()

  function show(next: WeightView): void {
    if (JSON.stringify(next) === JSON.stringify(shown)) return
    shown = next
    if (cancelWatch !== undefined) tell(next)
  }
  /** Another scale, or this one lost: what it said and what it was told are void. 1.400 kg of the last one stood as "Stable" over an empty plate. */
  function forget(): void {
    latest = undefined
    tared = false
    show(waiting)
  }
  const offs = [
    devices.on('weight', (reading) => {
      if (reading.kind === 'waiting') return forget()
      if (cancelWatch === undefined) return
      latest = reading
      show(viewOf(withOwnTare(reading), preset))
    }),
    devices.on('change', ({ devices: all }) => {
      if (!all.some(({ kind, health }) => kind === 'scale' && health !== 'disconnected')) forget()
    }),
  ]

  function stopWatch(): void {
    cancelWatch = undefined
    shown = waiting
    latest = undefined
    preset = undefined
    devices.watchScale(false)
  }
  function watch(): void {
    if (cancelWatch === undefined) devices.watchScale(true)
    else cancelWatch()
    cancelWatch = timer.after(watchMs, stopWatch)
  }

  async function ask(work: ScaleWork, from: From, asked: ScaleAsk = {}): Promise<Result<ScaleSaid>> {
    const allowed = await mayWeigh(from)
    if (!allowed.ok) return allowed
    const said = await devices.scale(work, asked)
    if (said === undefined) return refuse('scale.missing')
    return 'fault' in said ? refuse('scale.unreachable') : accept(said)
  }

  async function weighNow({ itemId, tareId }: Input<'weigh'>, from: From): Promise<Result<CounterView>> {
    const { unitPrice, tare } = await facts({ itemId, ...(tareId !== undefined && { tareId }) })
    // Before the scale is asked: one that gives each load one weight would have given it for nothing.
    if (tareId !== undefined && tare === undefined) return refuse('scale.unknownTare')
    // A scale that shows the customer an amount is to show the goods' own.
    const said = await ask('read', from, { ...(unitPrice !== undefined && { unitPrice }), ...(tare && { tare: tare.weight }) })
    if (!said.ok) return said
    if (!('reading' in said.value)) return refuse('scale.fault')
    const reading = withOwnTare(said.value.reading)
    if (reading.kind !== 'stable') return refuse(whyNot[reading.kind])
    if (reading.weight.unit !== 'kg') return refuse('scale.wrongUnit')
    const { priced } = reading.weight
    return addWeighed({ itemId, weight: { ...scaleWeightOf(reading.weight), ...(priced && { priced }) }, ...(tareId !== undefined && { tareId }) }, from)
  }

  async function act(work: ScaleWork, from: From): Promise<Result<Done>> {
    const said = await ask(work, from)
    if (!said.ok) return said
    if (!('outcome' in said.value)) return refuse('scale.fault')
    const { outcome } = said.value
    if (outcome !== 'done') return refuse(whyNotDone[outcome])
    tared = work === 'tare'
    return accept({})
  }

  return {
    async weight({ tareId }, from) {
      const allowed = (await isNew()) ? accept({}) : await mayWeigh(from)
      if (!allowed.ok) return allowed
      const tare = tareId === undefined ? undefined : (await facts({ tareId })).tare
      if (tareId !== undefined && tare === undefined) return refuse('scale.unknownTare')
      watch()
      preset = tare
      if (latest !== undefined) shown = viewOf(withOwnTare(latest), preset)
      return accept(shown)
    },
    weigh(input, from) {
      const known = weighings.get(from.request)
      if (known) return known
      const weighing = weighNow(input, from)
      weighings.set(from.request, weighing)
      const [oldest] = weighings.keys()
      if (weighings.size > remembered && oldest !== undefined) weighings.delete(oldest)
      return weighing
    },
    zero: (_input, from) => act('zero', from),
    tare: ({ clear }, from) => act(clear === true ? 'clear-tare' : 'tare', from),
    async load({ grams }, from) {
      const allowed = await mayWeigh(from)
      if (!allowed.ok) return allowed
      if (devices.simulators.scale === undefined) return refuse('request.notAllowed')
      devices.simulators.scale.load(grams)
      return accept({})
    },
    close() {
      for (const off of offs) off()
      cancelWatch?.()
    },
  }
}

const whyNot = {
  'below-minimum': 'scale.belowMinimum',
  empty: 'scale.empty',
  'in-motion': 'scale.inMotion',
  'under-zero': 'scale.underZero',
  'over-capacity': 'scale.overCapacity',
  'needs-zero': 'scale.needsZero',
  'same-load': 'scale.sameLoad',
  'wrong-unit': 'scale.wrongUnit',
  'scale-error': 'scale.fault',
  unconfigured: 'scale.fault',
  waiting: 'scale.noAnswer',
  'on-request': 'scale.noAnswer',
  'no-answer': 'scale.noAnswer',
  'bad-frame': 'scale.fault',
} as const satisfies Record<Exclude<ScaleReading['kind'], 'stable'>, RefusalCode>

const whyNotDone = {
  refused: 'scale.notDone',
  unconfirmed: 'scale.notDone',
  'in-motion': 'scale.inMotion',
  unsupported: 'scale.unsupported',
  'no-answer': 'scale.noAnswer',
} as const satisfies Record<string, RefusalCode>

type StableWeight = Extract<ScaleReading, { kind: 'stable' }>['weight']

function scaleWeightOf({ quantity, division, minimum, net, tare, tareAsked }: StableWeight): ScaleWeight {
  return { quantity: thousandths(quantity), division: thousandths(division), minimum: thousandths(minimum), net, ...(tare !== undefined && { tare: thousandths(tare) }), ...(tareAsked && { tareAsked }) }
}

/** What `weigh` would sell with this tare, or refuse. */
function presetView(weight: StableWeight, { id, weight: kept }: TarePreset): NonNullable<WeightView['preset']> {
  const asRead = scaleWeightOf(weight)
  const net = netWeight(asRead, kept)
  const tare = tareOn(kept, asRead.division)
  return net.ok ? { id, tare, net: { quantity: net.value.quantity, text: quantityText(net.value.quantity, 'kg') } } : { id, tare, refusal: net.refusal.code }
}

function viewOf(reading: ScaleReading, preset: TarePreset | undefined): WeightView {
  switch (reading.kind) {
    case 'stable': {
      const { quantity, division, net, tare } = reading.weight
      return { kind: 'stable', text: quantityText(thousandths(quantity), 'kg'), quantity, division, net, ...(tare !== undefined && { tare }), ...(preset && { preset: presetView(reading.weight, preset) }) }
    }
    case 'below-minimum':
      return { kind: 'below-minimum', text: reading.weight ? quantityText(thousandths(reading.weight.quantity), 'kg') : '' }
    case 'in-motion':
      return { kind: 'in-motion', text: (reading.shown ?? '').replace(/ kg$/, '') }
    case 'empty':
      return { kind: 'empty', text: quantityText(thousandths(0), 'kg') }
    case 'waiting':
    case 'on-request':
    case 'under-zero':
    case 'over-capacity':
    case 'needs-zero':
    case 'same-load':
    case 'wrong-unit':
    case 'scale-error':
    case 'unconfigured':
    case 'no-answer':
    case 'bad-frame':
      return { kind: reading.kind, text: '' }
  }
}
