import { type Input, type LabelPrintView } from '../../contracts/ipc/index.ts'
import { type RegisterReader } from '../../db/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { labelDocument } from '../queries/index.ts'
import { businessDateAt, calendarDateAt, sellingOperator, type CommandContext } from './command-context.ts'

/**
 * Asks for labels: the entry and the work are written together, and the printer finds the work after the commit. The document
 * is frozen here, so that what was shown is what comes out. A repeat of the same request prints nothing and answers what
 * became of it. Refuses `operator.notSignedOn`, `request.notAllowed` and what labelDocument refuses.
 */
export function printLabel(context: CommandContext, input: Input<'print-label'>): Result<LabelPrintView> {
  const { database, request } = context
  // Its own kind of name: a request can never be taken for the id of a sale, whose effects the counter shows.
  const asked = `label:${request}`
  return database.unitOfWork(() => {
    const operator = sellingOperator(context)
    if (!operator.ok) return operator
    if (database.requestSeen(request)) return answer(database, asked, input)
    const moment = context.moment()
    const document = labelDocument(database, input, calendarDateAt(moment))
    if (!document.ok) return document
    const { itemId, kind, size, copies, weight, bestBefore } = input
    database.append(moment, {
      type: 'label.requested',
      schemaVersion: 1,
      businessDate: businessDateAt(context, moment),
      operator: operator.value.id,
      body: { itemId, kind, size, copies, price: document.value.price, ...(weight === undefined ? {} : { weight }), ...(bestBefore === undefined ? {} : { bestBefore }) },
    })
    database.addEffect(asked, { kind: 'label', document: document.value, copies })
    database.rememberRequest(request)
    return answer(database, asked, input)
  })
}

function answer(reader: RegisterReader, asked: string, { itemId, kind, copies }: Input<'print-label'>): Result<LabelPrintView> {
  const [label] = reader.outcomesOf(asked)
  // Swept with a day of others by now: nobody can say any more, and that is what is said.
  return accept({ itemId, kind, copies, label: { kind: 'label', state: label?.state ?? 'unconfirmed', ...(label?.fault === undefined ? {} : { fault: label.fault }) } })
}
