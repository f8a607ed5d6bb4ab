import { type Input, type Output } from '../../contracts/ipc/index.ts'
import { type Operator } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { canonicalValue } from '../../domain/journal/index.ts'
import { lossRuleNames, lossRules } from '../../domain/loss-watch/index.ts'
import { lossLimitId } from '../../domain/settings/index.ts'
import { caseWords, hasRight, keptAmong, type CaseWord } from '../queries/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'

function written(context: CommandContext, operator: Operator, type: 'lossWatch.looked' | CaseWord['type'] | 'setting.changed', body: Readonly<Record<string, string | number>>): { readonly epoch: number; readonly seq: number } {
  const moment = context.moment()
  const { epoch, seq } = context.database.append(moment, { type, schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: operator.id, body: canonicalValue(body) })
  return { epoch, seq }
}

function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
}

/** A repeat of the same request is another look: whoever asks twice reads twice. */
export function lookAtLosses(context: CommandContext, { days }: Input<'look-at-losses'>): Result<Output<'look-at-losses'>> {
  return context.database.unitOfWork(() => {
    const operator = hasRight(context.database, context.seat, 'seeLossWatch')
    if (!operator.ok) return operator
    const to = businessDateAt(context, context.moment())
    const from = daysBefore(to, days - 1)
    return accept({ looked: written(context, operator.value, 'lossWatch.looked', { from, to }), from, to })
  })
}

/** What a card's id says of it: the rule, the person, and the newest act, which has to be in the journal. */
function caseOf({ database }: CommandContext, id: string): { readonly rule: string; readonly subject: string } | undefined {
  const [, rule = '', subject = '', epoch, seq] = /^([A-Za-z]+)\.(.+)\.(\d+)-(\d+)$/.exec(id) ?? []
  const known = lossRuleNames.some((name) => name === rule) && database.operatorById(subject) !== undefined && database.entryAt(Number(epoch), Number(seq)) !== undefined
  return known ? { rule, subject } : undefined
}

interface Said {
  readonly id: string
  readonly note: string
}

/** Nobody says of themselves that nothing is the matter. */
export function closeLossCase(context: CommandContext, said: Input<'close-loss-case'>): Result<Output<'close-loss-case'>> {
  return sayOfCase(context, 'lossCase.closed', said)
}

export function reopenLossCase(context: CommandContext, said: Input<'reopen-loss-case'>): Result<Output<'reopen-loss-case'>> {
  return sayOfCase(context, 'lossCase.reopened', said)
}

function sayOfCase(context: CommandContext, type: CaseWord['type'], { id, note }: Said): Result<{ readonly id: string }> {
  const { database, request } = context
  return database.unitOfWork(() => {
    const operator = hasRight(database, context.seat, 'seeLossWatch')
    if (!operator.ok) return operator
    if (database.requestSeen(request)) return accept({ id })
    const found = caseOf(context, id)
    if (found === undefined) return refuse('lossCase.unknown')
    if (found.subject === operator.value.id) return refuse('lossCase.own')
    // Of any day: a card may be looked at long after its acts.
    if (type === 'lossCase.reopened' && caseWords(database, '').get(id)?.type !== 'lossCase.closed') return refuse('lossCase.open')
    written(context, operator.value, type, { case: id, rule: found.rule, operatorId: found.subject, note })
    database.rememberRequest(request)
    return accept({ id })
  })
}

export function setLossLimit(context: CommandContext, { rule, limit }: Input<'set-loss-limit'>): Result<Output<'set-loss-limit'>> {
  const { database, request } = context
  return database.unitOfWork(() => {
    const operator = hasRight(database, context.seat, 'setLossWatch')
    if (!operator.ok) return operator
    const preset = lossRules[rule].limit
    const from = database.lossLimits().get(rule) ?? preset
    const to = limit ?? preset
    if (!database.requestSeen(request) && from !== to) {
      const kept = keptAmong(database, [lossLimitId(rule)])
      if (kept !== undefined) return kept
      database.saveLossLimit(rule, to === preset ? undefined : to)
      written(context, operator.value, 'setting.changed', { setting: `lossWatch.${rule}`, from, to })
      database.rememberRequest(request)
    }
    return accept({ rule, limit: to })
  })
}
