import type { DocumentView, RefundDocuments, RefundFinding } from '../../contracts/replication/index.ts'
import type { Connection } from './connection.ts'
import { button, element } from './dom.ts'
import { failureText } from './form.ts'
import { dateText, moneyText, quantityText, timeText } from './format.ts'
import { findingText } from './health.ts'
import { type Language, languages } from './languages.ts'
import { putAwayForm, putAwayLine } from './put-away.ts'

/** What the dialog is opened for: a refund of the list, and what was found about it, if anything. */
export interface Opened {
  readonly refundId: string
  readonly store: string
  readonly number: string
  readonly timeZone: string
  readonly finding?: RefundFinding
}

/** A refund beside its sale, and beside the one that took the same goods back: who looks into it compares them line by line, and then puts it away. */
export async function showDocuments(language: Language, opened: Opened, { documents, putAway }: Pick<Connection, 'documents' | 'putAway'>): Promise<void> {
  const words = languages[language]
  const { store, refundId } = opened
  const reply = await documents(store, refundId)
  const found = reply.ok ? reply.value : undefined
  const dialog = element('dialog', 'dialog wide', [], { 'aria-labelledby': 'documents-title' })
  // As head office has it now: of one that was put away the list says nothing any more.
  const finding = found === undefined ? opened.finding : found.finding
  const said = finding === undefined ? undefined : element('p', finding.result === 'contradicted' ? 'silent' : 'quiet', [findingText(finding, words)])
  const shown: (HTMLElement | undefined)[] = !reply.ok ? [element('p', 'silent', [failureText(reply, language, words.documentsFailed)], { role: 'alert' })] : [said, element('div', 'documents', documentsOf(reply.value, opened.timeZone, language))]
  if (found?.putAway !== undefined) shown.push(putAwayLine(found.putAway, language, opened.timeZone))
  else if (found !== undefined && finding?.result === 'contradicted') shown.push(putAwayForm(language, (what) => putAway(store, refundId, what), () => dialog.close()))
  dialog.append(
    element('h2', 'panel-title', [words.refund(opened.number)], { id: 'documents-title' }),
    ...shown.filter((part) => part !== undefined),
    button(words.close, 'primary', () => dialog.close()),
  )
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

function documentsOf({ refund, sale, other, finding }: RefundDocuments, timeZone: string, language: Language): readonly HTMLElement[] {
  const words = languages[language]
  const line = finding?.lineNo
  const soldLine = refund.lines.find(({ lineNo }) => lineNo === line)?.saleLineNo
  const parts = [documentPanel(words.refund(refund.number), refund, language, timeZone, (one) => one.lineNo === line)]
  if (sale !== undefined) parts.push(documentPanel(words.sale(sale.number), sale, language, timeZone, (one) => one.lineNo === soldLine))
  else if (finding?.result === 'waiting') parts.push(element('section', 'document', [element('p', 'empty', [words.saleNotHere])]))
  if (other !== undefined) parts.push(documentPanel(words.refund(other.number), other, language, timeZone, (one) => one.saleLineNo === soldLine))
  return parts
}

type Line = DocumentView['lines'][number]

function documentPanel(title: string, document: DocumentView, language: Language, timeZone: string, isMeant: (line: Line) => boolean): HTMLElement {
  const words = languages[language]
  const { registerNumber, businessDate, completedAt, currency, total, tenders, lines, owed = [], operator, approver } = document
  const money = (amount: number): string => moneyText(amount, currency, language)
  const rows = lines.map((line) =>
    element('li', isMeant(line) ? 'row meant' : 'row', [
      element('span', 'main', [isMeant(line) ? `▶ ${line.name}` : line.name]),
      element('span', 'sub', [[line.quantity === undefined ? '' : `× ${quantityText(line.quantity, language)}`, line.wasted === true ? words.wasted : ''].filter((part) => part !== '').join(' · ')]),
      element('span', 'amount num', [money(line.total)]),
    ]),
  )
  const people = [operator === undefined ? '' : words.operator(operator), approver === undefined ? '' : words.approver(approver)].filter((part) => part !== '').join(' · ')
  return element('section', 'document', [
    element('h3', 'main num', [title]),
    element('p', 'note', [`${words.register(registerNumber)} · ${dateText(businessDate, language)} · ${timeText(completedAt, timeZone, language)}`]),
    element('ul', 'rows', rows),
    element('p', 'total num', [element('span', '', [words.total]), element('span', '', [money(total)])]),
    ...(owed.length === 0 ? [] : [element('h4', 'note', [words.owed]), element('ul', 'rows', owed.map(({ name, amount }) => element('li', 'row', [element('span', 'main', [name]), element('span', 'amount num', [money(amount)])])))]),
    element('p', 'note num', [tenders.map(({ type, amount }) => `${words.tenders[type] ?? type} ${money(amount)}`).join(' · ')]),
    ...(people === '' ? [] : [element('p', 'note people', [people])]),
  ])
}
