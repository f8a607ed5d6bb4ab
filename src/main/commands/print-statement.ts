import { type Input, type Output } from '../../contracts/ipc/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { statementPaper } from '../../domain/receipt/index.ts'
import { canonicalValue } from '../../domain/journal/index.ts'
import { memberEnd } from '../../domain/customer/index.ts'
import { modeMarks, statementOf } from '../queries/index.ts'
import { businessDateAt, sellingOperator, type CommandContext } from './command-context.ts'

/** As many moves as a slip is read for. */
const mostRows = 100

/** An account on paper, newest first. The slip has the end of the member number and no name. A repeat of the request prints nothing more. */
export function printStatement(context: CommandContext, { customerId }: Input<'print-statement'>): Result<Output<'print-statement'>> {
  const { database, request } = context
  return database.unitOfWork(() => {
    const operator = sellingOperator(context)
    if (!operator.ok) return operator
    const paper = `statement:${request}`
    if (!database.requestSeen(request)) {
      const statement = statementOf(database, customerId, mostRows)
      if (!statement.ok) return statement
      const moment = context.moment()
      const facts = database.facts()
      const member = database.customerById(customerId)?.member
      database.append(moment, { type: 'statement.printed', schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: operator.value.id, body: canonicalValue({ customerId, balance: statement.value.balance }) })
      const { currency, balance, rows } = statement.value
      const { at, tzOffset } = moment
      const document = statementPaper({ store: facts, at, tzOffset, operatorName: operator.value.name, ...(member === undefined ? {} : { memberEnd: memberEnd(member) }), words: context.words(facts.language), language: facts.language, marks: modeMarks(facts) }, { currency, balance, rows })
      database.addEffect(paper, { kind: 'print', document })
      database.rememberRequest(request)
    }
    return accept({ request, effects: database.outcomesOf(paper).map((outcome) => ({ ...outcome })) })
  })
}
