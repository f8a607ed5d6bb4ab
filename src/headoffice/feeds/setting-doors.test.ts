import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FeedAnswer, feedMark, type SettingEdited, type SettingsOverview } from '../../contracts/replication/index.ts'
import { emptySetHash } from '../../domain/feed/index.ts'
import { type HeadOffice, startHeadOffice } from '../head-office.ts'
import { doorRights, roleRights } from '../http/door-rights.ts'
import { batchOf, enrol, post, signed, testRegister, type TestRegister } from '../register.fixture.ts'

let folder: string
let office: HeadOffice
let register: TestRegister
let cookie: string
let now = Date.UTC(2026, 10, 21, 12)

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'))
  office = await startHeadOffice({ dataDirectory: folder, store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }, clock: () => (now += 1), log: () => undefined })
  register = testRegister()
  await enrol(office.url, register, (await office.createEnrolmentCode()).code)
  const opened = await fetch(`${office.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json', origin: office.url }, body: JSON.stringify({ secret: new URLSearchParams(new URL(office.pageUrl()).hash.slice(1)).get('secret') }) })
  cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
})
afterEach(async () => {
  await office.close()
  rmSync(folder, { recursive: true, force: true })
})

const page = (path: string, body?: object, headers: Readonly<Record<string, string>> = { cookie }): Promise<Response> =>
  fetch(`${office.url}/api/stores/${office.storeId}/settings${path}`, body === undefined ? { headers } : { method: 'POST', headers: { 'content-type': 'application/json', origin: office.url, ...headers }, body: JSON.stringify(body) })
const settings = (): Promise<SettingsOverview> => page('').then((answer) => answer.json() as Promise<SettingsOverview>)
const save = async (setting: object, seenVersion = 0): Promise<SettingEdited> => (await (await page('', { setting, seenVersion, by: 'Ann' })).json()) as SettingEdited
const rates = (...list: readonly object[]): object => ({ kind: 'taxRates', pack: 'GB-2011', taxClass: 'standard', rates: list })

test('[REP-13] a setting that is saved is named in the next acknowledgement, pulled as one row, and given back it is gone; who did what stands beside it', async () => {
  const heard = async (): Promise<{ instance: string; feeds?: { settings?: string } }> => (await (await post(office.url, register, { ...batchOf(register, 1, 0), protocol: 2, capabilities: ['feeds'] })).json()) as { instance: string; feeds?: { settings?: string } }
  const { instance, feeds } = await heard()
  expect(feeds?.settings).toBe(feedMark(0, emptySetHash))
  expect(await save({ kind: 'returnDays', value: 14 })).toEqual({ ok: true, version: 1 })
  expect(await save({ kind: 'lossLimit', rule: 'noSales', value: 3 })).toEqual({ ok: true, version: 2 })
  const body = JSON.stringify({ protocol: 1, purpose: 'feeds', register: register.id, instance, feed: 'settings', cursor: { version: 0, setHash: emptySetHash }, parked: { count: 1, named: [{ id: 'returnDays', reason: 'setting-unknown' }] } })
  const answer = (await (await fetch(`${office.url}/v1/registers/${register.id}/feeds`, { method: 'POST', headers: { 'tillwright-signature': signed(register, body) }, body })).json()) as FeedAnswer
  expect([answer.to, (await heard()).feeds?.settings]).toEqual([2, feedMark(2, answer.setHash)])
  expect(answer.rows.map(({ id, text }) => [id, JSON.parse(text ?? '') as unknown])).toEqual([['lossLimit.noSales', { kind: 'lossLimit', rule: 'noSales', value: 3 }], ['returnDays', { kind: 'returnDays', value: 14 }]])
  expect(await (await page('/returnDays/released', { seenVersion: 1, by: 'Bo' })).json()).toEqual({ ok: true, version: 3 })
  expect(await settings()).toMatchObject({
    version: 3,
    kept: [{ id: 'lossLimit.noSales', version: 2 }],
    arrivals: [{ registerNumber: 1, version: 0, parked: 1, named: [{ id: 'returnDays', reason: 'setting-unknown' }] }],
    changes: [{ id: 'returnDays', version: 3, by: 'Bo' }, { id: 'lossLimit.noSales', version: 2, by: 'Ann' }, { id: 'returnDays', version: 1, setting: { kind: 'returnDays', value: 14 } }],
    businessDate: '2026-11-21',
  })
})

test('[REP-13] what somebody else changed meanwhile is not written over, and what is beyond the bounds of the store’s own pages is no setting', async () => {
  await save({ kind: 'returnDays', value: 14 })
  expect(await save({ kind: 'returnDays', value: 7 })).toEqual({ ok: false, reason: 'changedMeanwhile' })
  expect(await (await page('/returnDays/released', { seenVersion: 9, by: 'Ann' })).json()).toEqual({ ok: false, reason: 'changedMeanwhile' })
  for (const wrong of [{ kind: 'returnDays', value: 3651 }, { kind: 'lockAfter', value: -1 }, { kind: 'chainName', value: 'a\u202eb' }, { kind: 'storeLines', value: ['x'.repeat(49)] }, { kind: 'layAway', leastPercent: 10, days: 400 }, { kind: 'lossLimit', rule: 'moon', value: 1 }, { kind: 'weather', value: 'fine' }]) {
    expect([wrong, (await page('', { setting: wrong, seenVersion: 0, by: 'Ann' })).status]).toEqual([wrong, 400])
  }
  expect([await save({ kind: 'cashRounding', value: 'moon' }), await save({ kind: 'template', paper: 'receipt', template: { headerLines: ['x'.repeat(49)], logo: 'top', footerLines: [], legalLines: [], language: 'store', without: [] } })]).toEqual([{ ok: false, reason: 'refused', code: 'setting.unknownRule' }, { ok: false, reason: 'refused', code: 'template.invalid' }])
  expect((await settings()).version).toBe(1)
})

test('[REP-13] a setting may say that there is no end, and yes or no', async () => {
  expect(await save({ kind: 'returnDays', value: null })).toEqual({ ok: true, version: 1 })
  expect(await save({ kind: 'storedValue', currency: 'GBP', giftCards: false, giftCardOffline: 500, storeCreditOffline: 0 })).toEqual({ ok: true, version: 2 })
  expect((await settings()).kept.map(({ setting }) => setting)).toEqual([{ kind: 'returnDays', value: null }, { kind: 'storedValue', currency: 'GBP', giftCards: false, giftCardOffline: 500, storeCreditOffline: 0 }])
})

test('[REP-14] each cell of the matrix is a row of its own, and what no such cell may hold is none', async () => {
  expect(await save({ kind: 'grant', role: 'cashier', permission: 'discount', grant: 125_000 })).toEqual({ ok: true, version: 1 })
  expect(await save({ kind: 'grant', role: 'cashier', permission: 'refund', grant: 2500, currency: 'GBP' })).toEqual({ ok: true, version: 2 })
  expect(await save({ kind: 'secondPerson', permission: 'discount', above: null })).toEqual({ ok: true, version: 3 })
  expect((await settings()).kept.map(({ id }) => id)).toEqual(['grant.cashier.discount', 'grant.cashier.refund', 'secondPerson.discount'])
  const wrong = [
    { kind: 'grant', role: 'cashier', permission: 'sell', grant: 'ask' }, { kind: 'grant', role: 'cashier', permission: 'sell', grant: 5, currency: 'GBP' }, { kind: 'grant', role: 'cashier', permission: 'discount', grant: 1_000_001 },
    { kind: 'grant', role: 'cashier', permission: 'refund', grant: 5 }, { kind: 'grant', role: 'cashier', permission: 'refund', grant: 100_000_000_000, currency: 'GBP' }, { kind: 'grant', role: 'cashier', permission: 'refund', grant: -1, currency: 'GBP' },
    { kind: 'grant', role: 'admin', permission: 'managePeople', grant: 'no' }, { kind: 'grant', role: 'owner', permission: 'refund', grant: 'no' }, { kind: 'secondPerson', permission: 'sell', above: null }, { kind: 'secondPerson', permission: 'discount', above: 1_000_001 },
  ]
  for (const setting of wrong) expect([setting, (await page('', { setting, seenVersion: 0, by: 'Ann' })).status]).toEqual([setting, 400])
  expect(await (await page('/grant.cashier.refund/released', { seenVersion: 2, by: 'Ann' })).json()).toEqual({ ok: true, version: 4 })
  expect((await settings()).kept).toHaveLength(2)
})

test('[RAT-7] a rate is added from a day to come and taken back before it, once for each day, and never under what counts already', async () => {
  expect(await save(rates({ from: '2027-01-01', rate: 210_000 }))).toEqual({ ok: true, version: 1 })
  expect(await save(rates({ from: '2027-01-01', rate: 210_000 }, { from: '2026-11-21', rate: 1 }), 1)).toMatchObject({ code: 'tax.ratePast' })
  expect(await save(rates({ from: '2027-01-01', rate: 210_000 }, { from: '2027-01-01', rate: 1 }), 1)).toMatchObject({ code: 'tax.rateTwice' })
  expect(await save(rates({ from: '2027-02-29', rate: 1 }), 1)).toMatchObject({ code: 'tax.rateInvalid' })
  expect(await save({ ...rates(), pack: 'MOON-1' })).toMatchObject({ code: 'tax.packUnknown' })
  now = Date.UTC(2027, 0, 2)
  expect(await save(rates(), 1)).toMatchObject({ code: 'tax.ratePast' })
  expect(await save(rates({ from: '2027-01-01', rate: 210_000 }, { from: '2027-03-01', rate: 220_000 }), 1)).toEqual({ ok: true, version: 2 })
  expect(await save(rates({ from: '2027-01-01', rate: 210_000 }), 2)).toEqual({ ok: true, version: 3 })
  now = Date.UTC(2026, 10, 21, 12)
})

test('[REP-13] the settings are for owners and managers, and for nobody without a session', async () => {
  expect([(await page('', undefined, {})).status, (await page('', { setting: { kind: 'returnDays', value: 1 }, seenVersion: 0, by: 'Ann' }, {})).status]).toEqual([401, 401])
  const doors = ['GET /api/stores/:store/settings', 'POST /api/stores/:store/settings', 'POST /api/stores/:store/settings/:setting/released']
  expect((['owner', 'manager', 'viewer'] as const).map((role) => doors.map((door) => roleRights[role].includes(doorRights[door] ?? 'people')))).toEqual([[true, true, true], [true, true, true], [false, false, false]])
})
