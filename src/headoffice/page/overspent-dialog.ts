import type { OverspentOverview } from '../../contracts/replication/index.ts'
import type { Connection } from './connection.ts'
import { button, element } from './dom.ts'
import { moneyText, momentText } from './format.ts'
import { type Language, languages } from './languages.ts'
import { putAwayForm } from './put-away.ts'

/** All that spent one card of which more was spent than there was: who looks into it sees each sale, says why, and it is off the list until it is spent again. */
export function showOverspent(language: Language, row: OverspentOverview, spendings: readonly OverspentOverview[], timeZone: string, { putOverspentAway }: Pick<Connection, 'putOverspentAway'>): void {
  const words = languages[language]
  const dialog = element('dialog', 'dialog', [], { 'aria-labelledby': 'overspent-title' })
  const money = (amount: number): string => moneyText(amount, row.currency, language)
  const rows = spendings.map((one) =>
    element('li', one.documentId === row.documentId ? 'row meant' : 'row', [
      element('span', 'main num', [words.sale(one.document)]),
      element('span', 'sub', [`${words.register(one.registerNumber)} · ${momentText(one.completedAt, timeZone, language)}`]),
      element('span', 'amount num', [money(one.spent)]),
    ]),
  )
  dialog.append(
    element('h2', 'panel-title', [`${words.tenders[row.kind] ?? row.kind} ${row.printed}`], { id: 'overspent-title' }),
    element('p', 'silent', [words.overspentBy(money(0 - row.balance))]),
    element('ul', 'rows', rows),
    putAwayForm(language, (said) => putOverspentAway(row.store, row.documentId, said), () => dialog.close(), { how: words.overspentHow, whyFirst: true }),
    button(words.close, 'primary', () => dialog.close()),
  )
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}
