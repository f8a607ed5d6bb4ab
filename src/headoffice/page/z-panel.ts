import type { ZReportOverview } from '../../contracts/replication/index.ts'
import { element } from './dom.ts'
import { moneyText, timeText } from './format.ts'
import { marks } from './health.ts'
import { languages } from './languages.ts'
import { panel, type Shown, zoneOf } from './panels.ts'
import type { Words } from './words.ts'

/** The Zs of all registers, newest first: what each came to, what it was over or short, and whether it fits those before it. */
export function zPanel(shown: Shown): HTMLElement {
  const words = languages[shown.language]
  return panel(words.zReports, shown.overview.zReports.map((z) => zRow(z, shown)), words.noZReports)
}

/** What is over stands beside what is short: one never makes good the other. */
export function overShortText(overs: number, shorts: number, money: (amount: number) => string, words: Words): string {
  if (overs === 0 && shorts === 0) return words.exact
  return [...(overs === 0 ? [] : [words.over(money(overs))]), ...(shorts === 0 ? [] : [words.short(money(0 - shorts))])].join(' · ')
}

function zRow(z: ZReportOverview, { overview, language }: Shown): HTMLElement {
  const words = languages[language]
  const wrong = z.finding === undefined ? [] : [element('span', 'mark silent', [marks.silent], { 'aria-hidden': 'true' })]
  const counted = z.overs === undefined || z.shorts === undefined ? words.notCounted : overShortText(z.overs, z.shorts, (amount) => moneyText(amount, z.currency, language), words)
  return element('li', 'row', [
    element('span', 'main num', [...wrong, `Z ${z.number}`]),
    element('span', 'sub', [`${z.businessDate} · ${timeText(z.closedAt, zoneOf(overview, z.store), language)} · ${words.register(z.registerNumber)}`]),
    element('span', 'amount num', [moneyText(z.net, z.currency, language)]),
    element('span', 'amount-sub', [counted]),
  ])
}
