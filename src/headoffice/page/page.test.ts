import { describe, expect, test } from 'vitest'
import { longestPageName, mostTiles, type Overview, type RegisterDayOverview, refundFaults, type RefundFinding, type RegisterOverview, type StoreDayOverview } from '../../contracts/replication/index.ts'
import { ageText, dateText, momentText, moneyText, quantityText, timeText, whenText } from './format.ts'
import { concernsOf, findingText, healthOf, lackingOf, lockOf, marks } from './health.ts'
import { languageOf, languages } from './languages.ts'
import { dayFindingText, dayText, otherMachineText, registerDayText } from './day-text.ts'
import { whereItIs } from './items-dialog.ts'
import { longestNameOfPage } from './layout-form.ts'
import { standing } from './quarantine-panel.ts'
import { mostTilesOfPage } from './tile-editor.ts'
import { overShortText } from './z-panel.ts'

const now = Date.UTC(2026, 10, 21, 12)
const register = (change: Partial<RegisterOverview>): RegisterOverview => ({ id: 'r', number: 2, seq: 41, quarantined: 0, alerts: 0, retired: false, taken: [], ...change })
const overview = (registers: readonly RegisterOverview[], change: Partial<Overview> = {}): Overview => ({
  now,
  instance: 'i',
  stores: [{ id: 's', name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', businessDate: '2026-11-21', today: [], registers }],
  sales: [],
  alerts: [],
  quarantine: [],
  refunds: [],
  findings: [],
  zReports: [],
  zFindings: [],
  accountFindings: [],
  overspent: [],
  storeDays: [],
  ...change,
})

describe("head office's page", () => {
  test('[REP-11] a register that is not heard from is said to be, in words and in a shape of its own', () => {
    expect(healthOf(register({ lastSeen: now - 89_000 }), now)).toBe('live')
    expect(healthOf(register({ lastSeen: now - 90_000 }), now)).toBe('quiet')
    expect(healthOf(register({ lastSeen: now - 600_000 }), now)).toBe('silent')
    expect(healthOf(register({}), now)).toBe('quiet')
    expect(healthOf(register({ retired: true }), now)).toBe('retired')
    expect(new Set(Object.values(marks)).size).toBe(4)
    const silent = overview([register({ lastSeen: now - 2 * 3_600_000 }), register({ number: 3, lastSeen: now })])
    expect(concernsOf(silent, now, languages.en)).toEqual([
      { health: 'silent', text: 'Register 2 was last heard 2 h ago. Its latest sales may be missing here; they are safe on the register.' },
    ])
    expect(concernsOf(silent, now, languages['zh-CN'])[0]?.text).toContain('2 号收银机最后一次联系是2 小时前')
  })

  test('[REP-14] a register that is to be locked is an alarm until it says that it is, then a word, and out of service none, in a sentence of its own in each language', () => {
    const locked = { at: now, reason: 'a-newer-reason', by: 'Mei' }
    for (const words of Object.values(languages)) {
      const said = (change: Partial<RegisterOverview>) => concernsOf(overview([register({ lastSeen: now, ...change })]), now, words).map(({ health, text }) => [health, text])
      expect(said({ locked })).toEqual([['silent', words.lock.concern('Quay Street', 2, false)]])
      expect(said({ locked: { ...locked, heardAt: now } })).toEqual([['quiet', words.lock.concern('Quay Street', 2, true)]])
      expect(said({ locked, retired: true })).toEqual([])
    }
    // Its row says that it is out of service, and no more that it is locked.
    for (const lock of [locked, { ...locked, heardAt: now }]) expect([lockOf(register({ locked: lock })), lockOf(register({ locked: lock, retired: true }))]).toEqual([lock, undefined])
  })

  test('[REP-14] what a register out of service has not sent is an alarm, what is being taken of it a word, and how much it is stands in each sentence', () => {
    const unsent = { at: now, documents: 2 }
    for (const words of Object.values(languages)) {
      const said = (rest: NonNullable<RegisterOverview['rest']>) => concernsOf(overview([register({ lastSeen: now, retired: true, rest })]), now, words).map(({ health, text }) => [health, text])
      expect(said({})).toEqual([])
      expect(said({ unsent })).toEqual([['silent', words.rest.concern('Quay Street', 2, words.rest.unsent(2, false))]])
      expect(said({ unsent, taken: { by: 'Mei', at: now, note: 'ours' } })).toEqual([['quiet', words.rest.coming('Quay Street', 2, words.rest.unsent(2, false))]])
      expect(said({ unsent: { at: now, documents: 0 } })[0]?.[0]).toBe('quiet')
      expect(said({ unsent: { at: now, documents: 0, atLeast: true } })[0]?.[0]).toBe('silent')
      expect(new Set([[0, true], [0, false], [1, true], [1, false], [2, true], [2, false]].map(([count, atLeast]) => words.rest.unsent(Number(count), Boolean(atLeast)))).size).toBe(6)
    }
    expect(concernsOf(overview([register({ retired: true, rest: { unsent } })]), now, languages.en)[0]?.text).toBe('Quay Street, register 2 was taken out of service and calls: 2 documents were not sent.')
  })

  test('[ZHO-2] what is wrong with a Z is among what needs a look, in a sentence of its own in each language', () => {
    const z = { store: 's', registerNumber: 2, number: 7, businessDate: '2026-11-21', closedAt: now, receivedAt: now, currency: 'GBP', net: 1, hash: 'h' }
    const findings = ['altered', 'twice', 'missing', 'chain'] as const
    for (const words of Object.values(languages)) {
      const concerns = concernsOf(overview([register({ lastSeen: now })], { zFindings: findings.map((finding) => ({ ...z, finding })) }), now, words)
      expect(new Set(concerns.map(({ text }) => text)).size).toBe(findings.length)
      expect(concerns.every(({ health, text }) => health === 'silent' && text.includes('7') && text.includes('2'))).toBe(true)
    }
  })

  test('[ZHO-1] what was over in a Z is said beside what was short, and both at nothing as exact', () => {
    const said = (overs: number, shorts: number) => Object.values(languages).map((words) => overShortText(overs, shorts, (amount) => moneyText(amount, 'GBP', 'en'), words))
    expect(said(150, -150)).toEqual(['£1.50 over · £1.50 short', '长款 £1.50 · 短款 £1.50'])
    expect(said(0, -20)).toEqual(['£0.20 short', '短款 £0.20'])
    expect(said(0, 0)).toEqual(['exact', '相符'])
  })

  test('[GIF-9] each document that spent more of a card than there was can be opened, and put away with a reason', () => {
    const row = { kind: 'giftCard', printed: '....1234', balance: -3000, currency: 'GBP', documentId: 'd1', document: '2-1', store: 's', registerNumber: 2, completedAt: now, spent: 4000 }
    for (const words of Object.values(languages)) {
      const [concern] = concernsOf(overview([register({ lastSeen: now })], { overspent: [row] }), now, words)
      expect([concern?.health, concern?.overspent]).toEqual(['silent', row])
      for (const part of ['....1234', '2-1']) expect(concern?.text).toContain(part)
    }
  })

  test('[ACCH-3] an account above its limit is said with what is owed, and nobody is named', () => {
    const finding = { store: 's', customer: '0192f6a0-0000-7000-8000-00000000beef', currency: 'GBP', balance: 12_345, limit: 10_000, registers: 2, receivedAt: now }
    for (const [language, words] of Object.entries(languages)) {
      const [concern] = concernsOf(overview([register({ lastSeen: now })], { accountFindings: [finding] }), now, words, language)
      expect(concern?.health).toBe('silent')
      for (const said of ['00beef', '123.45', '100.00', '2']) expect(concern?.text).toContain(said)
    }
  })

  test('[REP-8] alerts come before what is only late, and quarantine is named with its reason', () => {
    const unread = { store: 's', register: 'r', registerNumber: 2, epoch: 1, seq: 7, reason: 'sale-unreadable', state: 'quarantined', receivedAt: now } as const
    const troubled = overview([register({})], {
      alerts: [{ kind: 'conflict', store: 'Quay Street', registerNumber: 2, epoch: 1, seq: 41, firstAt: now, lastAt: now, count: 1 }],
      quarantine: [unread, { ...unread, seq: 8, state: 'discarded' }, { ...unread, seq: 9, state: 'applied' }],
    })
    expect(concernsOf(troubled, now, languages.en).map(({ text }) => text)).toEqual([
      'Register 2: entry 41 differs from the one already held. Nothing was merged.',
      'Register 2 is enrolled but has sent nothing yet.',
      'Register 2, entry 7: kept but not counted, its sale can not be read.',
    ])
  })

  test('[REP-14] sums that lack what a register out of service did not send are not called whole', () => {
    const gone = (unsent?: { readonly documents: number; readonly atLeast?: true }): RegisterOverview => register({ retired: true, rest: unsent === undefined ? {} : { unsent: { at: now, ...unsent } } })
    const lacking = [gone({ documents: 2 }), gone({ documents: 0, atLeast: true }), register({ id: 'silent' })]
    expect(lackingOf([...lacking, gone(), gone({ documents: 0 }), register({ id: 'live', lastSeen: now })], now)).toEqual(lacking)
  })

  test('[REP-8] why an entry could not be read is said as long as it is not', () => {
    expect(standing({ state: 'quarantined', reason: 'sale-unreadable' }, languages.en)).toBe('Kept, not counted: its sale can not be read')
    for (const words of Object.values(languages)) expect(standing({ state: 'applied', reason: 'sale-unreadable' }, words)).toBe(words.inQuarantine.states.applied)
  })

  test('[REP-7] a register that was restored is named with its store, where both stood, and the receipts that only head office had', () => {
    const restored = { own: { epoch: 1, seq: 40 }, headOffice: { epoch: 2, seq: 57 }, branch: 17, receipts: ['2-31', '2-32'] }
    const told = overview([register({ lastSeen: now })], { alerts: [{ kind: 'restored', store: 'Quay Street', registerNumber: 2, epoch: 3, seq: 1, firstAt: now, lastAt: now, count: 1, restored }] })
    for (const words of Object.values(languages)) {
      const [concern] = concernsOf(told, now, words)
      expect(concern?.health).toBe('quiet')
      for (const said of ['Quay Street', '40', '57', '17', '2-31', '2-32']) expect(concern?.text).toContain(said)
    }
  })

  test('[REP-7] two machines with one key are an alarm that says how far each got, and can be settled', () => {
    const twin = { storeId: 's', register: 'r', newest: { epoch: 5, seq: 17 }, other: { epoch: 4, seq: 90 } }
    const told = overview([register({ lastSeen: now })], { alerts: [{ kind: 'twin', store: 'Quay Street', registerNumber: 2, epoch: 4, seq: 90, firstAt: now, lastAt: now, count: 3, twin }] })
    for (const words of Object.values(languages)) {
      const [concern] = concernsOf(told, now, words)
      expect([concern?.health, concern?.twin?.twin]).toEqual(['silent', twin])
      for (const said of ['Quay Street', '2', '17', '90']) expect(concern?.text).toContain(said)
    }
  })

  test('[RETH-11] a refund that contradicts its sale is said in a sentence that names both, before one that only waits', () => {
    const finding = { refundId: 'f', number: '2-5', saleNumber: '1-77', store: 's', registerNumber: 2, receivedAt: now } as const
    const contradicted: RefundFinding = { ...finding, result: 'contradicted', reason: 'returnedTwice', lineNo: 3, other: '4-1' }
    const troubled = overview([register({ lastSeen: now })], { findings: [{ ...finding, number: '2-6', result: 'waiting' }, contradicted] })
    expect(concernsOf(troubled, now, languages.en)).toEqual([
      { health: 'silent', text: 'Refund 2-5, line 3: these goods of sale 1-77 had come back already, with refund 4-1.', finding: contradicted },
      { health: 'quiet', text: 'Refund 2-6: sale 1-77 has not arrived yet. The register that made it may be offline; until then nobody can compare them.', finding: expect.objectContaining({ number: '2-6' }) as unknown },
    ])
    expect(findingText({ ...contradicted, reason: 'toString' }, languages.en)).toBe('Refund 2-5: it does not agree with sale 1-77.')
    expect(findingText({ ...finding, result: 'waiting', reason: 'notComparable' }, languages.en)).toContain('not compared')
  })

  test('[RETH-11] every way to contradict has a sentence of its own in both languages, with its numbers', () => {
    for (const words of [languages.en, languages['zh-CN']]) {
      const said = refundFaults.map((reason) => findingText({ refundId: 'f', number: '2-5', saleNumber: '1-77', store: 's', registerNumber: 2, receivedAt: now, result: 'contradicted', reason, lineNo: 3, other: '4-1' }, words))
      expect(new Set(said).size).toBe(refundFaults.length)
      for (const sentence of said) expect(sentence).toContain('2-5')
      expect(said[0]).toContain('4-1')
    }
    expect(findingText({ refundId: 'f', number: '2-5', store: 's', registerNumber: 2, receivedAt: now, result: 'waiting' }, languages['zh-CN'])).toMatch(/\p{Script=Han}/u)
    expect([quantityText(1000, 'en'), quantityText(1284, 'en'), quantityText(2_500_000, 'en')]).toEqual(['1', '1.284', '2,500'])
  })

  test('[REP-12] a register that is not understood is said first, with who of the two has to be updated', () => {
    for (const words of Object.values(languages)) {
      const unspoken = (['headOffice', 'register'] as const).map((update) => ({ store: 's', registerNumber: 7, protocol: 9, update }))
      const concerns = concernsOf(overview([register({})], { unspoken }), now, words)
      expect(concerns.slice(0, 2).map(({ health }) => health)).toEqual(['silent', 'silent'])
      expect(new Set(concerns.slice(0, 2).map(({ text }) => text)).size).toBe(2)
      for (const { text } of concerns.slice(0, 2)) expect(text).toContain('7')
    }
  })

  test('[REP-8] every reason of quarantine has its words in both languages', () => {
    for (const reason of ['not-json', 'header-unreadable', 'header-differs', 'sale-unreadable', 'sale-known', 'refund-unreadable', 'refund-known', 'drawer-unreadable', 'z-unreadable', 'limit-unreadable', 'id-taken', 'reissue-differs', 'discarded']) {
      expect(languages.en.quarantineReason(reason)).not.toBe(reason)
      expect(languages['zh-CN'].quarantineReason(reason)).toMatch(/\p{Script=Han}/u)
    }
  })

  test('[REP-11] ages are rounded down and never negative', () => {
    const ages = [-5000, 4999, 5000, 59_999, 60_000, 3_599_999, 3_600_000, 7_860_000, 86_400_000, 172_800_000]
    expect(ages.map((age) => ageText(age, languages.en))).toEqual([
      'just now', 'just now', '5 s ago', '59 s ago', '1 min ago', '59 min ago', '1 h ago', '2 h 11 min ago', '1 day ago', '2 days ago',
    ])
    expect(ageText(7_860_000, languages['zh-CN'])).toBe('2 小时 11 分钟前')
  })

  test('[MON-1] money is shown from minor units in the currency’s own exponent', () => {
    expect(moneyText(1_842_064_099, 'GBP', 'en')).toBe('£18,420,640.99')
    expect(moneyText(1290, 'CNY', 'zh-CN')).toBe('¥12.90')
    expect(moneyText(500, 'JPY', 'en')).toBe('¥500')
    expect(timeText(now, 'Asia/Shanghai', 'en')).toBe('20:00:00')
    expect(whenText(now, now + 3_600_000, 'Asia/Shanghai', 'en')).toBe('20:00:00')
    // In the shop it is another day by then.
    expect(whenText(now, now + 5 * 3_600_000, 'Asia/Shanghai', 'en')).toBe('21 Nov 2026, 20:00')
    expect(whenText(now + 402 * 86_400_000, now, 'Asia/Shanghai', 'en')).toContain('2027')
    expect(momentText(now, 'Asia/Shanghai', 'en')).toBe('21 Nov 2026, 20:00')
    expect(dateText('2026-11-21', 'zh-CN')).toBe('2026年11月21日星期六')
    expect([languageOf('zh'), languageOf('zh-Hans-CN'), languageOf('de')]).toEqual(['zh-CN', 'zh-CN', 'en'])
  })

  test('[REP-13] a page of tiles may have as many tiles and as long a name as head office takes', () => {
    expect([longestNameOfPage, mostTilesOfPage]).toEqual([longestPageName, mostTiles])
  })

  test('[REP-13] an item that a register cannot use is not at every register, and that register is named with its reason', () => {
    const arrivals = [{ registerNumber: 1, version: 5, parked: 0, named: [] }, { registerNumber: 2, version: 5, parked: 1, named: [{ id: 'tea', reason: 'currency-differs' }] }, { registerNumber: 3, version: 4, parked: 0, named: [] }]
    expect(whereItIs({ id: 'tea', version: 5 }, arrivals)).toEqual({ there: 1, refused: [{ registerNumber: 2, reason: 'currency-differs' }] })
    expect(whereItIs({ id: 'milk', version: 4 }, arrivals)).toEqual({ there: 3, refused: [] })
  })

  test('[REP-16] a store’s day is said to be complete, waited for by register, or to differ by receipt, in both languages', () => {
    const of = (change: Partial<RegisterDayOverview>): RegisterDayOverview => ({ registerNumber: 2, state: 'complete', documents: 12, findings: [], more: 0, late: [], ...change })
    const day = (state: StoreDayOverview['state'], ...registers: readonly RegisterDayOverview[]) => ({ store: 's', businessDate: '2026-11-21', state, registers })
    const both = (one: ReturnType<typeof day>): readonly string[] => [dayText(one, languages.en), dayText(one, languages['zh-CN'])]
    expect(both(day('complete', of({})))).toEqual(['Complete: every register’s documents are all here', '已完整：所有收银机的单据都已到齐'])
    expect(both(day('waiting', of({ registerNumber: 1 }), of({ state: 'z' })))).toEqual(['Waiting for register 2’s Z.', '等待 2 号收银机的 Z 报表。'])
    expect(both(day('waiting', of({ state: 'z' }), of({ registerNumber: 3, state: 'silent' })))[0]).toBe('Waiting for register 2’s Z. And 1 more register is open.')
    expect(both(day('ended', of({ registerNumber: 1 }), of({ registerNumber: 3, state: 'endedZ', outOfService: {} })))).toEqual(['Complete but for this: Register 3 was taken out of service without a Z of this day.', '除以下情况外已完整：3 号收银机已停用，缺当天的 Z 报表。'])
    const others = of({ registerNumber: 1, others: { documents: 22, numbers: ['1-27', '1-28'], sums: [{ currency: 'GBP', amount: 795 }], filedAt: Date.parse('2026-11-21T18:00:00Z') } })
    expect(both(day('complete', others, of({})))).toEqual([
      'Complete: every register’s documents are all here. 22 of them are of the other machine of register 1.',
      '已完整：所有收银机的单据都已到齐。其中 22 张来自 1 号收银机的另一台机器。',
    ])
    expect(otherMachineText(others, 'UTC', languages.en, 'en').slice(0, 2)).toEqual([
      '22 documents are of the other machine of this register, which does not go on: 1-27, 1-28 and 20 more.',
      'Together £7.95, the last of them filed 21 Nov 2026, 18:00.',
    ])
    expect(otherMachineText(others, 'UTC', languages['zh-CN'], 'zh-CN')[0]).toBe('另有 22 张单据来自这台收银机的另一台机器（已不再作为这台收银机）：1-27, 1-28 等，未列出 20 张。')
    expect(otherMachineText(of({}), 'UTC', languages.en, 'en')).toEqual([])
    // One that waits is spoken of before one that is ended.
    expect(both(day('waiting', of({ registerNumber: 1, state: 'endedZ' }), of({ state: 'z' })))[0]).toBe('Waiting for register 2’s Z.')
    const differing = of({ state: 'differs', findings: [{ kind: 'missing', seq: 7, number: '2-41' }, { kind: 'altered', seq: 9 }, { kind: 'sum', currency: 'GBP', tender: 'cash', side: 'debit', register: 500, headOffice: 0 }] })
    expect(both(day('differs', of({ registerNumber: 1, state: 'z' }), differing))).toEqual(['Register 2: 2 differences (2-41).', '2 号收银机：2 处不一致（2-41）。'])
    // What differs needs a look; what is only waited for does not yet.
    const concerns = concernsOf(overview([], { storeDays: [day('waiting', of({ state: 'z' })), day('differs', differing)] }), now, languages.en)
    expect(concerns).toEqual([{ health: 'silent', text: `${dateText('2026-11-21', 'en')}: Register 2: 2 differences (2-41).` }])
    expect(registerDayText(of({ state: 'late', late: ['2-50', '2-51'] }), languages.en)).toBe('Register 2: open again, as documents came after it was complete (2-50, 2-51).')
    expect(differing.findings.map((finding) => dayFindingText(finding, languages.en, 'en'))).toEqual([
      '2-41 (entry 7) has not arrived here. The register has it.',
      'Entry 9 does not say here what the register wrote.',
      'Cash, taken: £5.00 at the register, £0.00 here.',
    ])
    expect(dayFindingText({ kind: 'quarantined', seq: 3, reason: 'sale-unreadable' }, languages['zh-CN'], 'zh-CN')).toBe('第 3 条已保留但未计入：无法读取其中的销售。')
    // Each state has words of its own.
    const states = ['complete', 'noTrade', 'z', 'proof', 'late', 'differs', 'silent', 'endedZ', 'endedProof', 'ahead'] as const
    for (const language of ['en', 'zh-CN'] as const) expect(new Set(states.map((state) => registerDayText(of({ state }), languages[language]))).size).toBe(states.length)
  })
})
