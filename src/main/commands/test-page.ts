import { type Input, type Output, testPageName } from '../../contracts/ipc/index.ts'
import { civilTime, dateText } from '../../domain/business-date/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { type ReceiptDocument } from '../../domain/receipt/index.ts'
import { testPageWords } from '../words/index.ts'
import { needsSetup } from '../queries/index.ts'
import { sellingOperator, type CommandContext } from './command-context.ts'

/**
 * A page that shows what a receipt can go wrong in: widths, both scripts, the currency's sign, codes, the cut. It goes the
 * way of every receipt, through the same queue, so that it proves that way; or to the second printer alone, which is otherwise
 * not tried before the first one fails. No sale and no claim: it has no entry.
 * A repeat of the same request prints nothing and answers what became of the page.
 */
export function testPage(context: CommandContext, { printer, language }: Input<'test-page'>): Result<Output<'test-page'>> {
  const { database, request } = context
  const page = testPageName(request, printer)
  return database.unitOfWork(() => {
    // Of a register that is nobody's nobody can be signed on, and there is nothing yet that a page could tell.
    const operator = needsSetup(database) ? accept(undefined) : sellingOperator(context)
    if (!operator.ok) return operator
    if (!database.requestSeen(request)) {
      database.addEffect(page, { kind: 'print', document: pageOf(context, language) })
      database.rememberRequest(request)
    }
    const print = database.outcomesOf(page)[0]
    // Swept with a day of others by now: what became of it nobody can say any more.
    return accept({ print: print ?? { kind: 'print', state: 'sentOnly' } })
  })
}

function pageOf({ database, moment }: CommandContext, asked: string | undefined): ReceiptDocument {
  const { storeName, registerNumber, ...facts } = database.facts()
  const language = asked ?? facts.language
  const words = testPageWords(language)
  const { at, tzOffset } = moment()
  const day = dateText(civilTime(at, tzOffset))
  return {
    version: 1,
    language,
    blocks: [
      { kind: 'text', text: words.title, align: 'centre', bold: true, size: 'large' },
      ...(storeName === '' ? [] : [{ kind: 'text', text: storeName, align: 'centre' } as const]),
      { kind: 'columns', left: `${words.register} ${registerNumber}`, right: day },
      { kind: 'rule' },
      { kind: 'columns', left: words.amount, right: '1234.56', bold: true },
      { kind: 'text', text: words.letters },
      { kind: 'text', text: 'ABC abc 0123456789 ¥ £ € é ü ß' },
      { kind: 'text', text: '牛奶 茶叶 合计 元' },
      { kind: 'ean13', digits: '4006381333931' },
      { kind: 'qr', data: 'TILLWRIGHT TEST 测试' },
      { kind: 'rule' },
      { kind: 'text', text: words.end, align: 'centre' },
      { kind: 'cut' },
    ],
  }
}
