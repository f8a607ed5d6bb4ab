/** How a scale speaks; written from the sheets, and sharing no line with the drivers it tests. */
export interface Voice {
  /** One byte from the till; the whole answer, once the command is whole. */
  hear(byte: number): readonly number[]
  /** One frame of those it sends unasked. */
  readonly stream?: () => readonly number[]
}

/** What the scale is, whatever it speaks: a platter, a zero, a tare. All in thousandths of its unit. */
export interface ScaleBody {
  /** On the display: load less zero less tare, in whole divisions. */
  shown(): number
  tare(): number
  moving(): boolean
  over(): boolean
  under(): boolean
  needsZero(): boolean
  /** Settled at nothing, with no tare. */
  atZero(): boolean
  net(): boolean
  unit(): 'kg' | 'lb'
  readonly division: number
  /** False: outside the capture range, or moving. */
  zero(): boolean
  /** False: moving, or nothing there. */
  takeTare(): boolean
  /** False: more than the scale carries. */
  presetTare(tare: number): boolean
  clearTare(): void
  /** Counts up whenever something is put down: a load has one number. */
  loads(): number
}

export interface BodyKnobs {
  /** Below nothing: somebody lifts the platter. */
  readonly load: number
  readonly moving: boolean
  readonly needsZero: boolean
  readonly unit: 'kg' | 'lb'
}

export interface MovableBody extends ScaleBody {
  knobs(): BodyKnobs
  set(knobs: Partial<BodyKnobs>): void
}

export function scaleBody(capacity: number, division: number): MovableBody {
  let knobs: BodyKnobs = { load: 0, moving: false, needsZero: false, unit: 'kg' }
  let [zeroAt, tare, loads] = [0, 0, 0]
  const gross = (): number => Math.round((knobs.load - zeroAt) / division) * division
  const settled = (): boolean => !knobs.moving && gross() >= 0 && gross() <= capacity
  return {
    division,
    knobs: () => knobs,
    set(changed) {
      if (changed.load !== undefined && changed.load !== knobs.load) loads += 1
      knobs = { ...knobs, ...changed }
    },
    shown: () => gross() - tare,
    tare: () => tare,
    moving: () => knobs.moving,
    over: () => gross() > capacity,
    under: () => gross() - tare < 0,
    needsZero: () => knobs.needsZero,
    atZero: () => !knobs.moving && gross() === 0 && tare === 0,
    net: () => tare !== 0,
    unit: () => knobs.unit,
    zero() {
      // Two hundredths of its capacity are what the law lets a scale call nothing.
      if (knobs.moving || tare !== 0 || Math.abs(knobs.load) > capacity / 50) return false
      zeroAt = knobs.load
      knobs = { ...knobs, needsZero: false }
      return true
    },
    takeTare() {
      if (!settled() || gross() === 0) return false
      tare = gross()
      return true
    },
    presetTare(next) {
      if (next > capacity || next % division !== 0) return false
      tare = next
      return true
    },
    clearTare: () => void (tare = 0),
    loads: () => loads,
  }
}
