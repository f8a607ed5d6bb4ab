import type { ZReportOverview } from '../../contracts/replication/index.ts'
import { element } from './dom.ts'
import { moneyText, timeText } from './format.ts'
import { marks } from './health.ts'
import { languages } from './languages.ts'
import { panel, type Shown, zoneOf } from './panels.ts'

/** The Zs of all registers, newest first: what each came to, what it was over or short, and whether it fits those before it. */
export function zPanel(shown: Shown): HTMLElement {
  const words = languages[shown.language]
  return panel(words.zReports, shown.overview.zReports.map((z) => zRow(z, shown)), words.noZReports)
}

function zRow(z: ZReportOverview, { overview, language }: Shown): HTMLElement {
  const words = languages[language]
  const wrong = z.finding === undefined ? [] : [element('span', 'mark silent', [marks.silent], { 'aria-hidden': 'true' })]
  const counted = z.overShort === undefined ? words.notCounted : words.overShort(moneyText(z.overShort, z.currency, language))
  return element('li', 'row', [
    element('span', 'main num', [...wrong, `Z ${z.number}`]),
    element('span', 'sub', [`${z.businessDate} · ${timeText(z.closedAt, zoneOf(overview, z.store), language)} · ${words.register(z.registerNumber)}`]),
    element('span', 'amount num', [moneyText(z.net, z.currency, language)]),
    element('span', 'amount-sub', [counted]),
  ])
}
