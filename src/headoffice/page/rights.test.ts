import { expect, test } from 'vitest'
import { grantId, secondPersonId } from '../../domain/settings/index.ts'
import { languages } from './languages.ts'
import { settingName, settingText } from './setting-text.ts'

test('[REP-14] a cell is named by its role and right, and what it says is read in its own unit', () => {
  const said = languages.en.settings
  expect([settingName(grantId('cashier', 'refund'), said), settingName(secondPersonId('discount'), said), settingName(grantId('owner', 'fly'), said)]).toEqual(['Who may do what: Cashier, Give money back', 'Who may do what: Two people above, Discount', 'Who may do what: owner, fly'])
  expect([
    settingText({ kind: 'grant', role: 'cashier', permission: 'refund', grant: 2550, currency: 'GBP' }, said, 'en'), settingText({ kind: 'grant', role: 'cashier', permission: 'discount', grant: 125_000 }, said, 'en'), settingText({ kind: 'grant', role: 'cashier', permission: 'sell', grant: 'no' }, said, 'en'),
    settingText({ kind: 'secondPerson', permission: 'payOut', above: 5000, currency: 'JPY' }, languages['zh-CN'].settings, 'zh-CN'), settingText({ kind: 'secondPerson', permission: 'payOut', above: null }, said, 'en'),
  ]).toEqual(['alone up to £25.50', 'alone up to 12.5 %', 'not at all', expect.stringMatching(/^超过 ¥5,000 需两人$/u), 'no amount needs two people'])
})
