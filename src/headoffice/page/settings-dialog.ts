import type { KeptSetting, SettingsArrival, SettingsOverview, StoreOverview } from '../../contracts/replication/index.ts'
import { lossRuleNames } from '../../domain/loss-watch/index.ts'
import { currencies, type CurrencyCode } from '../../domain/money/index.ts'
import { paperKinds } from '../../domain/receipt/index.ts'
import { lossLimitId, taxRatesId, templateId } from '../../domain/settings/index.ts'
import { fitsCurrency, taxPackById, taxPacks } from '../../domain/tax/index.ts'
import { button, element } from './dom.ts'
import { failureText } from './form.ts'
import { ageText, momentText } from './format.ts'
import { marks, type Health } from './health.ts'
import { type Language, languages } from './languages.ts'
import { field } from './put-away.ts'
import { rightsList } from './rights-list.ts'
import { type Blank, settingFields } from './setting-fields.ts'
import { settingForm } from './setting-form.ts'
import { settingName, settingText, taxClassName } from './setting-text.ts'
import { settingsLine } from './settings-line.ts'
import { taxFields } from './tax-fields.ts'
import type { SettingRow } from './typed-fields.ts'

/** While it is open: what arrived at a register meanwhile shows by itself. */
const againMs = 2_000

const receiptKinds = ['chainName', 'storeName', 'storeLines', 'receiptFooter'] as const
const sellingKinds = ['returnDays', 'layAway', 'storedValue', 'cashRounding', 'lockAfter', 'offlineHours'] as const

/** A store's settings: which of them head office keeps, how far each register is, and who changed what. */
export function showSettings(language: Language, stores: readonly StoreOverview[], now: () => number): void {
  const [first] = stores
  if (first === undefined) return
  const words = languages[language]
  const said = words.settings
  let store = first
  let shown: SettingsOverview | undefined
  let wanted = 0
  let limitsOpen = false

  const dialog = element('dialog', 'dialog wide items', [], { 'aria-labelledby': 'settings-title' })
  const choice = element('select', '', stores.map(({ id, name }) => element('option', '', [name], { value: id })))
  const news = element('p', 'live', [], { role: 'status' })
  const trouble = element('p', 'silent', [], { role: 'alert' })
  const law = field(said.taxPack, 28)
  const laws = element('datalist', '', [], { id: 'settings-laws' })
  law.input.setAttribute('list', 'settings-laws')
  const lawTrouble = element('p', 'silent')
  const rights = rightsList(said, () => shown?.currency, () => drawRights())
  const [groups, taxes, papers, registers, changes] = [element('section', 'groups'), element('ul', 'rows'), element('section', 'groups'), element('ul', 'rows'), element('ul', 'rows')]
  const close = button(words.close, 'plain', () => dialog.close())
  const range = element('section', 'items-range', [
    element('p', 'note', [said.how]),
    ...(stores.length > 1 ? [element('label', 'field', [element('span', '', [said.store]), choice])] : []),
    news, trouble, groups,
    element('h3', 'label', [said.groups.tax]), law.row, laws, element('p', 'note', [said.taxPackHow]), lawTrouble, taxes,
    papers, rights.section,
    element('h3', 'label', [said.registers]), registers,
    element('h3', 'label', [said.changes]), changes,
  ])
  const place = element('section', 'items-place', [range])
  dialog.append(element('h2', 'panel-title', [said.title], { id: 'settings-title' }), place, close)

  async function load(): Promise<void> {
    const turn = (wanted += 1)
    const found = await settingsLine.look(store.id)
    if (turn !== wanted) return
    trouble.textContent = found.ok ? '' : failureText(found, language, said.noAnswer)
    if (found.ok && JSON.stringify(found.value) !== JSON.stringify(shown)) {
      if (law.input.value === '') law.input.value = usualLaw(found.value)
      shown = found.value
      draw(found.value)
    }
  }

  /** That of the rates that are kept, or the first that is under the money of the store. */
  function usualLaw({ kept, currency }: SettingsOverview): string {
    const [known] = kept.flatMap(({ setting }) => (setting.kind === 'taxRates' ? [setting.pack] : []))
    laws.replaceChildren(...Object.keys(taxPacks).filter((id) => currency === undefined || !isCurrency(currency) || fitsCurrency(id, currency)).map((id) => element('option', '', [], { value: id })))
    return known ?? laws.querySelector('option')?.value ?? ''
  }

  function draw(found: SettingsOverview): void {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['setting'] : undefined
    const row = (one: SettingRow): HTMLElement => rowOf(one, found)
    const plain = (blank: Extract<Blank, string>): HTMLElement => row({ id: blank, name: said.names[blank], fields: fieldsOf(blank) })
    groups.replaceChildren(
      element('h3', 'label', [said.groups.receipt]), element('ul', 'rows', receiptKinds.map(plain)),
      element('h3', 'label', [said.groups.selling]), element('ul', 'rows', sellingKinds.map(plain)),
    )
    drawTaxes(found)
    drawRights()
    const limits = element('details', '', [element('summary', 'row person', [element('span', 'main', [said.groups.limits])]), element('ul', 'rows', lossRuleNames.map((rule) => row({ id: lossLimitId(rule), name: said.limits[rule], fields: fieldsOf({ rule }) })))])
    limits.open = limitsOpen
    limits.addEventListener('toggle', () => (limitsOpen = limits.open))
    papers.replaceChildren(element('h3', 'label', [said.groups.papers]), element('ul', 'rows', paperKinds.map((paper) => row({ id: templateId(paper), name: said.papers[paper], fields: fieldsOf({ paper }) }))), limits)
    registers.replaceChildren(...(found.arrivals.length === 0 ? [element('li', 'row', [said.noRegisters])] : found.arrivals.flatMap((one) => arrivalRows(one, found.version))))
    changes.replaceChildren(...(found.changes.length === 0 ? [element('li', 'row', [said.noChanges])] : found.changes.map((change) => {
      const time = momentText(change.at, store.timeZone, language)
      const what = change.setting === undefined ? said.givenBack(change.by, time) : `${settingText(change.setting, said, language)} · ${said.changed(change.by, time)}`
      return element('li', 'row', [element('span', 'main', [settingName(change.id, said), element('span', 'sub', [what])])])
    })))
    for (const opener of range.querySelectorAll<HTMLElement>('[data-setting]')) if (focused !== undefined && opener.dataset['setting'] === focused) opener.focus({ preventScroll: true })
  }

  function drawTaxes(found: SettingsOverview): void {
    const pack = taxPackById(law.input.value.trim())
    lawTrouble.textContent = pack === undefined ? said.taxPackNone : ''
    const classes = pack === undefined ? [] : Object.keys(pack.classes)
    taxes.replaceChildren(...classes.flatMap((taxClass) => (pack === undefined ? [] : [rowOf({
      id: taxRatesId(pack.id, taxClass),
      name: taxClassName(taxClass, said),
      fields: (kept) => taxFields({ pack, taxClass, kept: kept?.setting.kind === 'taxRates' ? kept.setting : undefined, businessDate: found.businessDate, language, said }),
    }, found)])))
  }

  function drawRights(): void {
    const found = shown
    if (found !== undefined) rights.list.replaceChildren(...rights.rows().map((one) => rowOf(one, found)))
  }

  function fieldsOf(blank: Blank): SettingRow['fields'] {
    return (kept) => settingFields(blank, kept?.setting, { said, currency: shown?.currency })
  }

  function rowOf(one: SettingRow, found: SettingsOverview): HTMLElement {
    const kept = found.kept.find(({ id }) => id === one.id)
    const there = kept === undefined ? 0 : found.arrivals.filter(({ version }) => (version ?? 0) >= kept.version).length
    const all = found.arrivals.length
    const opener = button('', 'row-button concern', () => open(one, kept))
    opener.dataset['setting'] = one.id
    opener.append(
      mark(kept === undefined ? 'retired' : there === all && there > 0 ? 'live' : 'quiet'),
      element('span', 'main', [one.name, element('span', 'sub', [kept === undefined ? said.own : [settingText(kept.setting, said, language), said.arrived(there, all)].join(' · ')])]),
      element('span', 'opens', [said.openRow]),
    )
    return element('li', '', [opener])
  }

  function arrivalRows({ registerNumber, version, at, parked, named }: SettingsArrival, newest: number): readonly HTMLElement[] {
    const line = (health: Health, text: string): HTMLElement => element('li', 'row', [element('span', `main ${health}`, [mark(health), text])])
    const state = version === undefined ? (newest === 0 ? [] : [line('quiet', said.never(registerNumber))]) : version === newest ? [line('live', said.upToDate(registerNumber, ageText(now() - (at ?? now()), words)))] : [line('quiet', said.waiting(registerNumber))]
    if (parked === 0) return state
    const apart = language === 'en' ? ', ' : '、'
    const reasons = [...new Set(named.map(({ reason }) => said.parkedReasons[reason] ?? reason))].join(apart)
    return [...state, line('silent', said.parked(registerNumber, named.map(({ id }) => settingName(id, said)).join(apart), reasons))]
  }

  function mark(health: Health): HTMLElement {
    return element('span', `mark ${health}`, [marks[health]], { 'aria-hidden': 'true' })
  }

  function open(one: SettingRow, kept: KeptSetting | undefined): void {
    news.textContent = ''
    const form = settingForm({
      language, store, id: one.id, name: one.heading ?? one.name, kept, fields: one.fields(kept),
      back: (done) => {
        place.replaceChildren(range)
        if (done !== undefined) news.textContent = done
        void load()
        for (const opener of range.querySelectorAll<HTMLElement>('[data-setting]')) if (opener.dataset['setting'] === one.id) opener.focus()
      },
    })
    place.replaceChildren(form.section)
    form.focus()
  }

  law.input.addEventListener('input', () => {
    if (shown !== undefined) drawTaxes(shown)
  })
  choice.addEventListener('change', () => {
    store = stores.find(({ id }) => id === choice.value) ?? store
    law.input.value = ''
    shown = undefined
    void load()
  })
  const again = setInterval(() => {
    if (range.isConnected) void load()
  }, againMs)
  dialog.addEventListener('close', () => {
    clearInterval(again)
    dialog.remove()
  })
  document.body.append(dialog)
  dialog.showModal()
  void load()
}

function isCurrency(code: string): code is CurrencyCode {
  return Object.hasOwn(currencies, code)
}
