import { type Input, type Output, type TemplateView } from '../../contracts/ipc/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { canonicalJson, canonicalValue } from '../../domain/journal/index.ts'
import { checkTemplate } from '../../domain/receipt/index.ts'
import { templateId } from '../../domain/settings/index.ts'
import { hasRight, keptAmong, samplePaper, templateViewOf } from '../queries/index.ts'
import { type CommandContext } from './command-context.ts'
import { appendAct } from './shift-context.ts'

/** A version more of how one paper is worded, with an entry that has both. The same again is no change and writes nothing. */
export function setTemplate(context: CommandContext, { paper, template }: Input<'set-template'>): Result<TemplateView> {
  const { database, request } = context
  return database.unitOfWork((): Result<TemplateView> => {
    const moment = context.moment()
    const operator = hasRight(database, context.seat, 'setStore', moment)
    if (!operator.ok) return operator
    if (database.requestSeen(request)) return accept(templateViewOf(database, paper))
    const checked = checkTemplate(template)
    if (!checked.ok) return checked
    const before = templateViewOf(database, paper)
    const [from, to] = [spelt(before.template), spelt(template)]
    if (from === to) return accept(before)
    const kept = keptAmong(database, [templateId(paper)])
    if (kept !== undefined) return kept
    const version = database.saveTemplate(paper, template, moment.at, operator.value.id)
    appendAct(context, moment, 'setting.changed', { operator: operator.value }, { setting: `template.${paper}`, from, to, version })
    database.rememberRequest(request)
    return accept(templateViewOf(database, paper))
  })
}

/** Parts in one order, so that switching two of them off and on again is no new version. */
function spelt({ without, ...template }: Input<'set-template'>['template']): string {
  return canonicalJson(canonicalValue({ ...template, without: without.toSorted() }))
}

/** What is being written, on the printer's own paper, marked as no receipt: no sale and no claim, and so no entry. */
export function printTemplate(context: CommandContext, { paper, template }: Input<'print-template'>): Result<Output<'print-template'>> {
  const { database, request } = context
  const name = `template:${request}`
  return database.unitOfWork((): Result<Output<'print-template'>> => {
    const moment = context.moment()
    const operator = hasRight(database, context.seat, 'setStore', moment)
    if (!operator.ok) return operator
    if (!database.requestSeen(request)) {
      const checked = checkTemplate(template)
      if (!checked.ok) return checked
      database.addEffect(name, { kind: 'print', document: samplePaper(database, paper, template, moment, ['demo']) })
      database.rememberRequest(request)
    }
    return accept({ effects: database.outcomesOf(name).map((outcome) => ({ ...outcome })) })
  })
}
