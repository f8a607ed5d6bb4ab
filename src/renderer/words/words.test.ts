import { describe, expect, test } from 'vitest'
import { approvalReasons, cashMovementKinds, countedTenders, deviceSlots, drawerReasons, payInReasons, payOutReasons, type EffectView } from '../../contracts/ipc/index.ts'
import { permissions, roles, weakPinReasons } from '../../domain/authority/index.ts'
import { refusalKinds } from '../../domain/errors/index.ts'
import { actions } from '../state/actions.ts'
import { reasons } from '../state/discount-acts.ts'
import { journalPeriods } from '../state/journal-work.ts'
import { tenderKinds } from '../../domain/tender/index.ts'
import { findFields, returnReasons, voidReasons } from '../state/return-work.ts'
import { settingsPages } from '../state/rights.ts'
import { views } from '../state/views.ts'
import { startWords } from '../state/words.ts'
import en from './en.json' with { type: 'json' }
import zhCN from './zh-CN.json' with { type: 'json' }

// What went another way than it came stands as cash.
const backTo = ['cash', 'exchange', ...Object.entries(tenderKinds).flatMap(([type, { givesBack }]) => (givesBack === 'itself' ? [type] : []))]

const catalogues: readonly (readonly [string, Readonly<Record<string, string>>])[] = [['en', en], ['zh-CN', zhCN]]

/** Chinese has one plural form: `_one` and `_other` are one key. */
function bare(catalogue: Readonly<Record<string, string>>): string[] {
  return [...new Set(Object.keys(catalogue).map((key) => key.replace(/_(?:one|other)$/, '')))].sort()
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort()
}

const effectStates: Record<EffectView['state'], true> = { waiting: true, working: true, printed: true, processed: true, sentOnly: true, kicked: true, unconfirmed: true, failed: true }
const sources = {
  ...import.meta.glob<string>('../screens/*.tsx', { query: '?raw', import: 'default', eager: true }),
  ...import.meta.glob<string>('../customer/*.tsx', { query: '?raw', import: 'default', eager: true }),
}
const states = import.meta.glob<string>('../state/*-acts.ts', { query: '?raw', import: 'default', eager: true })

describe('the words', () => {
  test('[WORDS-1] both languages have the same keys, and no empty sentence', () => {
    expect(bare(zhCN)).toEqual(bare(en))
    for (const [language, catalogue] of catalogues) for (const [key, text] of Object.entries(catalogue)) expect(text.trim(), `${language} ${key}`).not.toBe('')
  })

  test('[WORDS-2] a sentence names the same figures in both languages', () => {
    const english: Readonly<Record<string, string>> = en
    const differ = Object.entries<string>(zhCN).filter(([key, text]) => placeholders(text).join() !== placeholders(english[key] ?? '').join())
    expect(differ.map(([key]) => key)).toEqual([])
  })

  test('[WORDS-3] every refusal has its sentence, and every sentence its refusal', () => {
    const codes = Object.keys(refusalKinds).map((code) => `refusal.${code}`).sort()
    for (const [language, catalogue] of catalogues) expect(Object.keys(catalogue).filter((key) => key.startsWith('refusal.')).sort(), language).toEqual(codes)
  })

  test('[WORDS-3] a refusal says what happened and what to do: two sentences at least', () => {
    for (const [language, catalogue] of catalogues) {
      for (const code of Object.keys(refusalKinds)) expect((catalogue[`refusal.${code}`] ?? '').match(/[.。?？]/g)?.length, `${language} ${code}`).toBeGreaterThan(1)
    }
  })

  test('[WORDS-4] every sentence a screen asks for is in the catalogues', () => {
    const asked = Object.values(sources).flatMap((source) => [...source.matchAll(/\bt\('([^']+)'/g)].map((match) => match[1] ?? ''))
    expect(asked.length).toBeGreaterThan(50)
    expect(asked.filter((key) => !bare(en).includes(key))).toEqual([])
  })

  test('[WORDS-4] so is every sentence an act tells, and whatever is named by a list', () => {
    const told = Object.values(states).flatMap((source) => [...source.matchAll(/\bwords: '([^']+)'/g)].map((match) => match[1] ?? ''))
    expect(told.length).toBeGreaterThan(5)
    const listed = [
      ...reasons.map((reason) => `reason.${reason}`),
      ...['percent', 'amount', 'price'].flatMap((how) => [`discount.how.${how}`, `discount.notValid.${how}`]),
      ...Object.entries(views).filter(([, { bar }]) => bar === 'back').map(([screen]) => `title.${screen}`),
      ...actions.map(({ words }) => words),
      ...['running', 'done', 'stopped', 'failed'].map((state) => `job.import.${state}`),
      ...['ready', 'degraded', 'offline', 'disconnected', 'unconfigured'].map((health) => `devices.advice.${health}`),
      ...['unenrolled', 'healthy', 'sending', 'offline', 'conflict', 'restored', 'twin.open', 'twin.ended'].map((state) => `replication.advice.${state}`),
      ...['retired', 'unknown', 'otherKey'].flatMap((why) => [`replication.notTaken.${why}`, `replication.notTakenAdvice.${why}`]),
      ...['stolen', 'missing', 'misused', 'other'].map((reason) => `locked.reason.${reason}`),
      ...['title', 'what', 'all', 'left', 'keep', 'again'].map((part) => `locked.retired.${part}`),
      ...['known', 'another', 'differs', 'unknown', 'retired', 'otherKey', 'else', 'other', 'silent'].map((found) => `headOffice.found.${found}`),
      ...['verifies', 'allTheSame', 'use', 'useAllTheSame'].map((what) => `headOffice.${what}`),
      ...['failed', 'unconfirmed', 'noPrinter'].map((state) => `reprint.${state}`),
      ...drawerReasons.map((reason) => `drawer.reason.${reason}`),
      ...Object.keys(effectStates).map((state) => `drawer.advice.${state}`),
      ...['print', 'report', 'kick'].flatMap((kind) => [...Object.keys(effectStates), 'unconfigured'].map((state) => `effect.${kind}.${state}`)),
      ...['shelf', 'item'].map((kind) => `label.kind.${kind}`),
      ...['open', 'closed'].flatMap((position) => [`drawer.position.${position}`, `device.position.${position}`]),
      'fault.told.drawer-left-open',
      ...deviceSlots.flatMap((slot) => [`slot.${slot}`, `slot.explain.${slot}`]),
      ...['simulated', 'none', 'address', 'high', 'low', 'usual', 'noSwitch'].map((way) => `address.${way}`),
      ...['commandLine', 'chosen', 'usual'].map((from) => `devices.from.${from}`),
      ...['passed', 'failed', 'unknown'].map((result) => `testResult.${result}`),
      ...permissions.flatMap((permission) => [`permission.${permission}`, `permission.guards.${permission}`]),
      ...roles.map((role) => `role.${role}`),
      ...approvalReasons.map((reason) => `approvalReason.${reason}`),
      ...settingsPages.flatMap((page) => [`settings.${page}`, `title.${page}`]),
      ...['no', 'ask', 'yes', 'none'].map((way) => `rights.way.${way}`),
      ...['no', 'ask', 'upTo', 'yes', 'none', 'above'].map((way) => `rights.choose.${way}`),
      ...['admins', 'last'].map((kept) => `rights.kept.${kept}`),
      ...['ppm', 'minor', 'none'].map((unit) => `rights.notValid.${unit}`),
      ...['old', 'new', 'again'].map((stage) => `pin.stage.${stage}`),
      ...weakPinReasons.map((reason) => `pin.weak.${reason}`),
      ...['serial', 'usb', 'hid', 'all'].map((bus) => `found.trouble.${bus}`),
      ...journalPeriods.map((period) => `journal.period.${period}`),
      'journal.group.all',
      ...cashMovementKinds.flatMap((kind) => [`cash.kind.${kind}`, `cash.explain.${kind}`]),
      ...[...payInReasons, ...payOutReasons].map((reason) => `cash.why.${reason}`),
      ...['float', 'declare', 'handOver', 'cashMove'].map((purpose) => `count.for.${purpose}`),
      ...['card', 'wallet'].map((tender) => `count.slips.${tender}`),
      ...countedTenders.map((tender) => `tender.${tender}`),
      ...['bag', 'note'].flatMap((what) => [`cashText.${what}`, `cashText.${what}Hint`, `cashText.${what}Example`]),
      ...['noShift', 'noneSuspended', 'shiftOpen', 'floatCounted', 'cashMoved', 'basketOpen', 'now'].map((why) => `cash.not.${why}`),
      'cash.short', 'cash.over',
      ...returnReasons.map((reason) => `return.reason.${reason}`),
      ...['all', 'partly'].map((returned) => `voidSale.shut.${returned}`),
      ...voidReasons.map((reason) => `voidSale.reason.${reason}`),
      ...findFields.flatMap((field) => [`returns.field.${field}`, `returns.placeholder.${field}`]),
      ...['stock', 'waste'].map((condition) => `return.condition.${condition}`),
      ...['cash', 'card', 'wallet'].map((type) => `payBack.to.${type}`),
      ...backTo.flatMap((type) => [`finish.back.${type}`, `tender.${type}`]),
      ...['refund', 'void'].flatMap((kind) => [`receipts.kind.${kind}`, `finish.returned.${kind}`]),
      ...['partly', 'all'].map((returned) => `receipts.returned.${returned}`),
      ...['sale', 'pays', 'owes', 'even', 'problem'].map((balance) => `balance.${balance}`),
      ...['quantity', 'price'].map((figure) => `returnItem.${figure}`),
      'finish.giveBack', 'finish.wentBack', 'finish.even', 'basket.return', 'basket.exchange', 'basket.void', 'payBack.cash', 'payBack.card', 'payBack.wallet', 'payBack.key', 'blocked.problem',
      ...['time', 'businessDay', 'what', 'operator', 'approver', 'amount', 'currency', 'place', 'type'].map((column) => `journal.column.${column}`),
    ]
    expect([...told, ...listed].filter((key) => !bare(en).includes(key))).toEqual([])
  })

  test('[WORDS-5] plurals and figures come out as a person says them', () => {
    expect(startWords('en').t('basket.items', { count: 1 })).toBe('1 item')
    expect(startWords('en').t('basket.items', { count: 14 })).toBe('14 items')
    expect(startWords('zh-CN').t('basket.items', { count: 14 })).toBe('14 件')
  })
})
