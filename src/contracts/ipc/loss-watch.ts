import { z } from 'zod'
import { lossRuleNames, type LossRule } from '../../domain/loss-watch/index.ts'
export { lossRuleNames, type LossRule } from '../../domain/loss-watch/index.ts'
import { settingBounds } from '../../domain/settings/index.ts'
import { command, query } from './define.ts'
import { documentView } from './report.ts'

const place = z.strictObject({ epoch: z.int().min(1), seq: z.int().min(1) })
const rule = z.enum(lossRuleNames as readonly [LossRule, ...LossRule[]])

/** Days back from the register's own of now. A week is what the presets are made for. */
export const lossSpans = [7, 14, 28] as const
export const caseNoteLength = 200
/** Of what is behind a card so many are told of, and so many of them are opened at once. */
export const mostBehind = 300
export const lossPage = 60

/** How it is counted: `count` in acts, `ppm` in parts per million of the sales. */
const unit = z.enum(['count', 'ppm'])

const word = z.strictObject({ operatorName: z.string(), at: z.int(), note: z.string() })

export const lossCardView = z.strictObject({
  id: z.string(),
  rule,
  unit,
  operatorId: z.string(),
  operatorName: z.string(),
  /** Of the newest act, a business date. */
  day: z.string(),
  found: z.int(),
  limit: z.int(),
  /** That person's sales in these days. */
  sales: z.int(),
  /** Of a rate: the middle of the others. Absent where there are too few of them. */
  peers: z.exactOptional(z.int()),
  /** The acts behind it and what they stand beside, the newest 300 of them first. */
  places: z.array(place),
  /** How many there are of them in all. */
  behind: z.int(),
  /** Who looked at it, when, and what they found; absent while it is open. */
  looked: z.exactOptional(word),
  /** Instead, where somebody looked at it and it was opened again: who, when and why. */
  reopened: z.exactOptional(word),
})
export type LossCardView = z.infer<typeof lossCardView>

/**
 * Writes into the journal that somebody looks at the loss watch, and of which days: whoever watches is watched. Its answer opens
 * `losses` and `loss-documents` to them for a quarter of an hour.
 */
export const lookAtLosses = command('look-at-losses', { who: 'seeLossWatch', input: z.strictObject({ days: z.union([z.literal(7), z.literal(14), z.literal(28)]) }), output: z.strictObject({ looked: place, from: z.string(), to: z.string() }) })

/**
 * What is to be looked at, the newest first. Nobody sees a card about themselves but who sets the limits. Refuses `lossWatch.notLooked`
 * where `looked` is not a look of whoever asks, or is too long ago.
 */
export const losses = query('losses', {
  who: 'seeLossWatch',
  input: z.strictObject({ looked: place }),
  output: z.strictObject({
    from: z.string(),
    to: z.string(),
    cards: z.array(lossCardView),
    limits: z.array(z.strictObject({ rule, unit, preset: z.int(), limit: z.int(), ofHeadOffice: z.exactOptional(z.literal(true)) })),
    maySet: z.boolean(),
  }),
})
export type LossesView = z.infer<typeof losses.output>

/** Acts behind a card, a page of them. Refuses as `losses` does. */
export const lossDocuments = query('loss-documents', { who: 'seeLossWatch', input: z.strictObject({ looked: place, places: z.array(place).max(lossPage) }), output: z.strictObject({ documents: z.array(documentView) }) })

/**
 * Somebody looked at a card, and says what they found. It stays so until an act more speaks for it, which is another card. Refuses
 * `lossCase.unknown`, and `lossCase.own` for a card about whoever is signed on, whatever their rights.
 */
export const closeLossCase = command('close-loss-case', { who: 'seeLossWatch', input: z.strictObject({ id: z.string().max(200), note: z.string().trim().min(1).max(caseNoteLength) }), output: z.strictObject({ id: z.string() }) })

/**
 * A card that was looked at is open again: what was found was not all, or was wrong. What was said of it before stays in the journal.
 * Refuses as `close-loss-case` does, and `lossCase.open` for a card that is open.
 */
export const reopenLossCase = command('reopen-loss-case', { who: 'seeLossWatch', input: z.strictObject({ id: z.string().max(200), note: z.string().trim().min(1).max(caseNoteLength) }), output: z.strictObject({ id: z.string() }) })

/** The store's limit of one rule; without one, the preset counts again. */
export const setLossLimit = command('set-loss-limit', { who: 'setLossWatch', input: z.strictObject({ rule, limit: z.exactOptional(z.int().min(1).max(settingBounds.lossLimit)) }), output: z.strictObject({ rule, limit: z.int() }) })
