import { type Input, type Output } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { hasRight, xOf, zDocumentOf, zPaperOf } from '../queries/index.ts'
import { type CommandContext } from './command-context.ts'
import { appendAct } from './shift-context.ts'

/** The open shift on paper, as it is now and as this person may see it. A repeat of the request prints nothing more. */
export function printX(context: CommandContext): Result<Output<'print-x'>> {
  const { database, seat, request } = context
  return database.unitOfWork(() => {
    const paper = `x:${request}`
    if (!database.requestSeen(request)) {
      const operator = hasRight(database, seat, 'readX')
      if (!operator.ok) return operator
      const moment = context.moment()
      const x = xOf(database, operator.value.id, moment, hasRight(database, seat, 'seeExpected').ok)
      if (!x.ok) return x
      appendAct(context, moment, 'xReport.printed', { operator: operator.value }, { shift: x.value.report.shift })
      database.addEffect(paper, { kind: 'print', document: x.value.document })
      database.rememberRequest(request)
    }
    return accept({ effects: database.outcomesOf(paper).map((outcome) => ({ ...outcome })) })
  })
}

/** A Z again from its frozen figures, marked DUPLICATE. */
export function reprintZ(context: CommandContext, { number }: Input<'reprint-z'>): Result<Output<'reprint-z'>> {
  const { database, seat, request } = context
  return database.unitOfWork(() => {
    const paper = `z:${number}:${request}`
    if (!database.requestSeen(request)) {
      const operator = hasRight(database, seat, 'seeZ')
      if (!operator.ok) return operator
      const text = database.zDocument(number)
      if (text === undefined) return refuse('zReport.unknown')
      appendAct(context, context.moment(), 'zReport.reprinted', { operator: operator.value }, { number })
      database.addEffect(paper, { kind: 'print', document: zPaperOf(database, zDocumentOf(text), ['duplicate']) })
      database.rememberRequest(request)
    }
    return accept({ effects: database.outcomesOf(paper).map((outcome) => ({ ...outcome })) })
  })
}
