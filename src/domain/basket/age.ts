import { accept, refuse, type Result } from '../errors/index.ts'
import { type AgeProof } from './age-proof.ts'
import { type Basket, type ItemLine, type TrailStep } from './basket.ts'
import { withLinks } from './links.ts'
import { byWhom, removedLine, type Act, type BasketEdit } from './edit.ts'

type Asked = Pick<Basket, 'lines' | 'trail'>

/**
 * The years confirmed for whoever stands at the counter now; 0 for none. What was confirmed before a basket was put aside is
 * not: the customer may have sent somebody else back for it.
 */
function confirmedAge(trail: readonly TrailStep[]): number {
  let years = 0
  for (const { act, age = 0 } of trail) {
    if (act === 'resumed') years = 0
    else if (act === 'ageConfirmed') years = Math.max(years, age)
  }
  return years
}

function tooYoungFor({ lines, trail }: Asked): readonly (ItemLine & { readonly minimumAge: number })[] {
  const confirmed = confirmedAge(trail)
  return lines.filter((line): line is ItemLine & { readonly minimumAge: number } => line.kind === 'item' && !line.removed && line.minimumAge !== undefined && line.minimumAge > confirmed)
}

/** The strictest age that a standing line asks for and nobody has confirmed yet. */
export function ageAsked(basket: Asked): number | undefined {
  const ages = tooYoungFor(basket).map(({ minimumAge }) => minimumAge)
  return ages.length === 0 ? undefined : Math.max(...ages)
}

/**
 * The last date of birth (YYYY-MM-DD) that is old enough on `today`. Who was born on 29 February comes of age on 1 March of a
 * year without one, so that nobody is served a day early.
 */
export function bornOnOrBefore(today: string, age: number): string {
  const year = Number(today.slice(0, 4)) - age
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const day = today.slice(5) === '02-29' && !isLeap ? '02-28' : today.slice(5)
  return `${String(year).padStart(4, '0')}-${day}`
}

/** Somebody looked and says yes. Refuses `basket.changed` when another age is asked for by now, or none. */
export function confirmedAgeStep(basket: Asked, age: number, how: AgeProof, act: Act): Result<TrailStep> {
  if (ageAsked(basket) !== age) return refuse('basket.changed')
  return accept({ ...byWhom(act), act: 'ageConfirmed', age, how })
}

export interface AgeRefusal {
  readonly step: TrailStep
  readonly removed: readonly BasketEdit[]
}

/** Somebody looked and says no: what asks for more years than are confirmed is struck through. Refuses as above. */
export function refusedAge(basket: Asked, age: number, act: Act): Result<AgeRefusal> {
  if (ageAsked(basket) !== age) return refuse('basket.changed')
  const removed: BasketEdit[] = []
  // A line that came along goes with the one that brought it.
  for (const lineNo of new Set(tooYoungFor(basket).map((line) => line.link?.to ?? line.lineNo))) {
    const struck = removedLine(basket, lineNo, act)
    const whole = struck.ok ? withLinks(basket, struck.value, () => undefined, act) : struck
    if (!whole.ok) return whole
    const { followed = [], ...first } = whole.value
    removed.push({ ...first, step: { ...first.step, reason: 'tooYoung' } }, ...followed)
  }
  return accept({ step: { ...byWhom(act), act: 'ageRefused', age }, removed })
}

/** What a sale freezes of it: the strictest age of what is sold, who looked and how. Undefined where nothing of it asks. */
export function ageCheckOf({ lines, trail }: Asked): { readonly age: number; readonly how: AgeProof; readonly operator: string } | undefined {
  const age = Math.max(0, ...lines.map((line) => (line.kind === 'item' && !line.removed ? (line.minimumAge ?? 0) : 0)))
  const step = trail.findLast((one) => one.act === 'ageConfirmed' && (one.age ?? 0) >= age)
  return age === 0 || step?.how === undefined ? undefined : { age, how: step.how, operator: step.operator }
}
