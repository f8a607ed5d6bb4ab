import { describe, expect, test } from 'vitest'
import { approvalReasons, cashMovementKinds, deviceSlots, drawerReasons, layAwayReasons, payInReasons, payOutReasons, permissionNames, recallReasons, roles } from '../../contracts/ipc/index.ts'
import en from '../words/en.json' with { type: 'json' }
import { reasons } from './discount-acts.ts'
import { entryWords, fieldWords, valueKeys, valueWords } from './journal-words.ts'
import { returnReasons, voidReasons } from './return-work.ts'
import { startWords } from './words.ts'

const grants = ['no', 'ask', 'yes', 'none']
const paymentReasons = Object.keys(en).flatMap((key) => (key.startsWith('payment.reason.') ? [key.slice('payment.reason.'.length)] : []))
const trail = ['opened', 'added', 'unresolved', 'quantityChanged', 'removed', 'restored', 'priceOverridden', 'discounted', 'basketDiscounted', 'suspended', 'resumed', 'returned', 'returnChanged', 'ageConfirmed', 'ageRefused', 'lotChecked', 'owed', 'customerPut', 'customerTakenOff', 'laidAside', 'collected', 'putBack']
const settings = [
  ...deviceSlots.map((slot) => `device.${slot}`),
  'layout', 'logo', 'wedge', 'mail', 'lockAfter', 'secondFactorRequired',
  ...['chainName', 'storeName', 'storeLines', 'receiptFooter', 'returnDays', 'storedValue', 'layAway.leastPercent', 'cashRounding', 'offlineHours', 'layAway.days', 'currency.EUR', 'voucher.meal'].map((field) => `store.${field}`),
  'template.receipt', 'lossWatch.noSales',
]

/** Fields whose value is a code and not what somebody wrote, by the type of the entry: whoever reads the journal reads words. */
const coded: readonly (readonly [type: string, field: string, values: readonly string[]])[] = [
  ['operator.signedOff', 'reason', ['asked', 'replaced', 'idle', 'restarted', 'deactivated', 'handedOver', 'locked']],
  ['register.locked', 'reason', ['stolen', 'missing', 'misused', 'other']],
  ['operator.secondFactorProven', 'by', ['code', 'recoveryCode']],
  ['operator.secondFactorRefused', 'why', ['wrong', 'used']],
  ['operator.secondFactorDropped', 'why', ['codesNotKept']],
  ...['operator.added', 'operator.saved'].flatMap((type) => [[type, 'role', roles], [type, 'active', ['yes', 'no']], [type, 'badge', ['kept', 'set', 'removed', 'changed']]] as const),
  ...(['active', 'added'] as const).map((field) => ['operator.fed', field, ['yes', 'no']] as const),
  ['operator.fed', 'role', roles],
  ['operator.fed', 'pin', ['kept', 'set']],
  ['customer.saved', 'active', ['yes', 'no']],
  ['pin.refused', 'purpose', ['signOn', 'approval', 'changePin', 'secondFactor']],
  ['approval.granted', 'permission', permissionNames],
  ['approval.granted', 'reason', approvalReasons],
  ['permission.changed', 'permission', permissionNames],
  ['permission.changed', 'role', roles],
  ['permission.changed', 'from', grants],
  ['permission.changed', 'to', grants],
  ['permission.changed', 'secondPersonAbove', ['none']],
  ['setting.changed', 'setting', settings],
  ['setting.changed', 'from', ['tiles', 'scanFirst', 'none', 'simulated', 'yes', 'no']],
  ['setting.changed', 'to', ['tiles', 'scanFirst', 'none', 'simulated', 'yes', 'no']],
  ['drawer.opened', 'reason', drawerReasons],
  ['cash.moved', 'kind', cashMovementKinds],
  ['cash.moved', 'reason', [...payInReasons, ...payOutReasons]],
  ['period.closed', 'kind', ['day', 'month', 'year']],
  ['payment.settled', 'kind', ['sale', 'reversal', 'refund']],
  ['payment.settled', 'method', ['card', 'wallet']],
  ['payment.settled', 'status', ['approved', 'declined', 'cancelled', 'unknown']],
  ['payment.settled', 'reason', paymentReasons],
  ['payment.resolved', 'seen', ['terminalDisplay', 'terminalSlip', 'provider']],
  ['age.checked', 'outcome', ['looksOlder', 'document', 'tooYoung']],
  ['sale.completed', 'act', trail],
  ['sale.completed', 'how', ['looksOlder', 'document']],
  ['sale.completed', 'weighed', ['scale', 'typed']],
  ['sale.completed', 'unit', ['each', 'kg', 'l', 'm']],
  ['sale.completed', 'overrideReason', [...reasons, 'priceToday']],
  ['sale.completed', 'discountReason', reasons],
  ['sale.completed', 'reason', [...reasons, 'priceToday']],
  ['sale.completed', 'type', ['cash', 'card', 'wallet', 'rounding', 'exchange', 'voucher', 'giftCard', 'storeCredit', 'account']],
  ['sale.completed', 'approval', ['approvedOnTerminal']],
  ['sale.completed', 'kind', ['percent', 'amount', 'weight', 'price', 'giftCard', 'deposit', 'accountPayment']],
  ['refund.completed', 'kind', ['return', 'void']],
  ['refund.completed', 'voidReason', voidReasons],
  ['refund.completed', 'reason', [...returnReasons, 'voided']],
  ['refund.completed', 'condition', ['stock', 'waste']],
  ['refund.completed', 'verified', ['known', 'unverified']],
  ['refund.completed', 'type', ['cash', 'card', 'wallet', 'rounding', 'exchange', 'giftCard', 'storeCredit', 'account']],
  ['refund.completed', 'from', ['taken', 'instead']],
  ['refund.completed', 'by', ['rule', 'paid']],
  ...['refund.contradicted', 'refund.contradictedElsewhere'].map((type) => [type, 'reason', ['returnedTwice', 'moreThanSold', 'unknownLine', 'otherPrice', 'saleAltered', 'tenderOver', 'inItself']] as const),
  ['layAway.cancelled', 'reason', layAwayReasons],
  ['recall.set', 'reason', recallReasons],
  ['lossCase.closed', 'rule', ['noSales', 'clockSet']],
  ['training.ended', 'reason', ['asked', 'idle', 'interrupted']],
  ['label.requested', 'kind', ['shelf', 'item']],
  ['register.takenBack', 'because', ['asked', 'notPacked', 'interrupted']],
  ['register.setUp', 'role', ['admin']],
  ['register.setUp', 'catalogue', ['empty', 'example']],
]

describe('the words of the journal', () => {
  test('[JOURNAL-6] a void is called one in the list, and a return a return', () => {
    const { t } = startWords('en')
    expect(['void', 'return'].map((kind) => entryWords(t, { type: 'refund.completed', said: { kind, number: '1-6' } }))).toEqual(['Sale voided: 1-6', 'Goods taken back: 1-6'])
  })

  test('[JOURNAL-6] the number of a Z is no receipt’s', () => {
    const { t } = startWords('zh-CN')
    expect(entryWords(t, { type: 'shift.closed', said: { number: 1 } })).toBe('结班：Z 报表：编号 1')
    expect([fieldWords(t, 'number', 'shift.closed'), fieldWords(t, 'number', 'sale.completed')]).toEqual(['编号', '小票号'])
  })

  test('[JOURNAL-6] what is set of other money and of vouchers is read in words, behind what somebody wrote', () => {
    const { t } = startWords('zh-CN')
    const words = (value: string): string => valueWords(t, 'setting.changed', 'to', value)
    expect([words('7.1234 notes'), words('Lunch / 餐券 (keep)'), words('7.1234'), words('')]).toEqual(['7.1234 · 只收纸币', 'Lunch / 餐券 · 不找零，余额归店', '7.1234', '–'])
  })

  for (const language of ['en', 'zh-CN'] as const) {
    const { t, exists } = startWords(language)
    const has = (keys: readonly string[]): boolean => keys.some((key) => exists(key))
    test(`[JOURNAL-6] every coded value an entry can have is shown in words, and its field by a name: ${language}`, () => {
      const bare = coded.flatMap(([type, field, values]) => values.filter((value) => !has(valueKeys(type, field, value))).map((value) => `${type} ${field} ${value}`))
      const nameless = [...new Set(coded.map(([, field]) => field))].filter((field) => !exists(`entryFact.${field}`))
      expect({ bare, nameless }).toEqual({ bare: [], nameless: [] })
      // What nobody has words for stands as it is.
      expect([valueWords(t, 'setting.changed', 'setting', 'store.currency.EUR'), valueWords(t, 'pin.refused', 'purpose', 'moon')]).toEqual([expect.stringMatching(/\p{L}.*EUR$/u), 'moon'])
    })
  }
})
