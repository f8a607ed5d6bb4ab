import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type PermissionsView } from '../../contracts/ipc/index.ts'
import { roles, type Grant, type Role } from '../../domain/authority/index.ts'
import { changedSetHash, emptySetHash, rowHash } from '../../domain/feed/index.ts'
import { queries, whoUnlocks } from '../queries/index.ts'
import { answeringCommands, applyFeed, commands, keepFeedPage, releaseFeed, signOn } from './index.ts'
import { code, staffedRegister, type TestRegister, value } from './register.fixture.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

let register: TestRegister
let held: Map<string, string>
let version: number
beforeEach(() => {
  register = staffedRegister()
  held = new Map()
  version = 0
  addPerson('boss', 'manager')
  value(signOn(register.context(undefined, 'office'), { operatorId: 'boss', provenHash: '$argon2id$boss' }))
})
afterEach(() => register.remove())

interface Fed { readonly id: string; readonly text: string | null }
/** What head office has now, as one version and one page; `snapshot`: all of it, as after a wait. */
function feed(rows: readonly Fed[], snapshot = false) {
  for (const { id, text } of rows) {
    if (text === null) held.delete(id)
    else held.set(id, text)
  }
  const setHash = [...held].reduce((hash, [id, text]) => changedSetHash(hash, undefined, rowHash(id, text, sha256)), emptySetHash)
  version += 1
  value(keepFeedPage(register.context(), 'settings', { instance: 'hq', from: snapshot ? 0 : version - 1, to: version, snapshot, setHash, rows: snapshot ? [...held].map(([id, text]) => ({ id, text })) : [...rows] }))
  return value(applyFeed(register.context(), 'settings'))
}
const grant = (role: string, permission: string, said: Grant, currency?: string): Fed => ({ id: `grant.${role}.${permission}`, text: JSON.stringify({ kind: 'grant', role, permission, grant: said, ...(currency !== undefined && { currency }) }) })
const two = (permission: string, above: number | null, currency?: string): Fed => ({ id: `secondPerson.${permission}`, text: JSON.stringify({ kind: 'secondPerson', permission, above, ...(currency !== undefined && { currency }) }) })
const gone = ({ id }: Fed): Fed => ({ id, text: null })
const office = () => register.context(undefined, 'office')
const parked = (): unknown => Object.fromEntries(register.database.feedState('settings').parked.named.map(({ id, reason }) => [id, reason]))
const changes = (): unknown[] => register.database.entriesAfter(1, 0, 999).filter(({ type }) => type === 'permission.changed').map(({ text }) => JSON.parse(text) as { operator: string; body: object }).map(({ operator, body }) => [operator, body])
const setCell = (role: Role, permission: 'refund' | 'sell' | 'managePeople', to: Grant): string => code(answeringCommands['set-permission'](office(), { role, permission, grant: to }))
const rowOf = (permission: string): PermissionsView['permissions'][number] | undefined => value(queries.permissions({ reader: register.database, seat: 'office', now: office().moment() })).permissions.find((row) => row.permission === permission)

function addPerson(id: string, role: Role): void {
  value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveOperator({ id, name: id, role }, `$argon2id$${id}`) })))
}

describe('rights that head office keeps', () => {
  test('[REP-14] a cell and an amount for two people are set as the till’s own page sets them, with its entries, and count at once for whoever is signed on', () => {
    value(commands.scan(register.context(), { barcode: '6901234567892' }))
    expect(feed([grant('cashier', 'discount', 'no'), grant('cashier', 'refund', 1500, 'CNY'), two('cancelBasket', 5000, 'CNY'), two('discount', 200_000)])).toMatchObject({ kind: 'applied', changed: 4, parked: 0 })
    expect(changes()).toEqual([
      ['system', { role: 'cashier', permission: 'discount', from: 'yes', to: 'no' }],
      ['system', { role: 'cashier', permission: 'refund', from: 'upTo:5000', to: 'upTo:1500' }],
      ['system', { permission: 'cancelBasket', secondPersonAbove: 5000, from: 'none' }],
      ['system', { permission: 'discount', secondPersonAbove: 200_000, from: 'none' }],
    ])
    expect(value(queries['own-rights']({ reader: register.database, seat: 'counter', now: register.context().moment() })).rights.filter(({ permission }) => permission === 'discount' || permission === 'refund')).toMatchObject([{ grant: 'no' }, { grant: 1500 }])
    // The same again is no change, and null is no limit.
    feed([grant('cashier', 'discount', 'no'), two('cancelBasket', null)])
    expect([changes().length, register.database.secondPersonAbove('cancelBasket')]).toEqual([5, undefined])
    expect(register.database.verifyChain()).toBeUndefined()
  })

  test('[REP-14] the till shows a cell that head office keeps as kept and refuses another, the cells beside it are its own, and given back it is the store’s as it stands', () => {
    const cell = grant('cashier', 'refund', 1500, 'CNY')
    feed([cell, two('refund', null)])
    expect(rowOf('refund')).toMatchObject({ secondPersonKept: 'headOffice' })
    expect(rowOf('refund')?.grants.filter(({ kept }) => kept !== undefined)).toEqual([{ role: 'cashier', grant: 1500, kept: 'headOffice' }])
    expect([setCell('cashier', 'refund', 'yes'), setCell('cashier', 'refund', 1500), setCell('supervisor', 'refund', 'ask'), setCell('cashier', 'sell', 'no')]).toEqual(['setting.ofHeadOffice', 'accepted', 'accepted', 'accepted'])
    expect(code(answeringCommands['set-second-person'](office(), { permission: 'refund', above: 100 }))).toBe('setting.ofHeadOffice')
    expect(code(answeringCommands['set-second-person'](office(), { permission: 'discount', above: 100 }))).toBe('accepted')
    feed([gone(cell)])
    expect([register.database.grantOf('cashier', 'refund'), setCell('cashier', 'refund', 'yes'), rowOf('refund')?.secondPersonKept]).toEqual([1500, 'accepted', 'headOffice'])
    value(releaseFeed(register.context(), 'settings'))
    expect(code(answeringCommands['set-second-person'](office(), { permission: 'refund', above: 100 }))).toBe('accepted')
  })

  test('[REP-14] what no such cell may hold, is of another currency or of a newer version changes nothing and waits with its reason', () => {
    const before = ['sell', 'discount', 'refund'].map((permission) => rowOf(permission))
    expect(feed([
      grant('cashier', 'sell', 'ask'), grant('cashier', 'discount', 1_000_001), grant('cashier', 'refund', 1500, 'GBP'), grant('supervisor', 'refund', 1500), grant('supervisor', 'payOut', 1_000_000_000_000, 'CNY'),
      grant('owner', 'refund', 'yes'), grant('cashier', 'fly', 'yes'), grant('admin', 'managePeople', 'no'), two('sell', 1), { ...grant('manager', 'sell', 'no'), id: 'grant.cashier.reprint' },
    ])).toMatchObject({ changed: 0, parked: 10 })
    expect(new Set(Object.entries(parked() as Record<string, string>).map(([id, reason]) => `${id} ${reason}`))).toEqual(new Set([
      'grant.cashier.sell setting-unreadable', 'grant.cashier.discount setting-unreadable', 'grant.cashier.refund currency-differs', 'grant.supervisor.refund setting-unreadable', 'grant.supervisor.payOut setting-unreadable',
      'grant.owner.refund setting-unreadable', 'grant.cashier.fly setting-unreadable', 'grant.admin.managePeople setting-unreadable', 'secondPerson.sell setting-unreadable', 'grant.cashier.reprint setting-unreadable',
    ]))
    expect(changes()).toEqual([])
    expect(before.map((row) => row?.grants.map((cell) => cell.grant))).toEqual(['sell', 'discount', 'refund'].map((permission) => rowOf(permission)?.grants.map((cell) => cell.grant)))
  })
})

describe('the right over people', () => {
  test('[REP-14] the last who can manage people keeps it, with the reason, until somebody else can', () => {
    const taken = grant('manager', 'managePeople', 'no')
    expect(feed([taken, grant('cashier', 'reprint', 'no')])).toMatchObject({ changed: 1, parked: 1 })
    expect([parked(), register.database.grantOf('manager', 'managePeople'), whoUnlocks(register.database).map(({ id }) => id)]).toEqual([{ [taken.id]: 'last-manager' }, 'yes', ['boss']])
    // It waits, so the cell is not the store's to set; what would let it through is.
    expect(setCell('manager', 'managePeople', 'no')).toBe('setting.ofHeadOffice')
    addPerson('sue', 'supervisor')
    expect(setCell('supervisor', 'managePeople', 'yes')).toBe('accepted')
    expect(feed([], true)).toMatchObject({ parked: 0 })
    expect([register.database.grantOf('manager', 'managePeople'), whoUnlocks(register.database).map(({ id }) => id)]).toEqual(['no', ['sue']])
  })

  test('[REP-14] a version that hands it over does so at once, whichever of its rows comes first', () => {
    addPerson('sue', 'supervisor')
    expect(feed([grant('manager', 'managePeople', 'no'), grant('supervisor', 'managePeople', 'yes')])).toMatchObject({ changed: 2, parked: 0 })
    expect(feed([grant('manager', 'managePeople', 'yes'), grant('supervisor', 'managePeople', 'no')])).toMatchObject({ changed: 2, parked: 0 })
    expect(whoUnlocks(register.database).map(({ id }) => id)).toEqual(['boss'])
  })

  test('[REP-14] whatever head office says of it, in whatever versions, somebody can manage people, and what is not so waits with that reason', () => {
    addPerson('sue', 'supervisor')
    addPerson('kim', 'stockKeeper')
    const some = roles.filter((role) => role !== 'admin')
    const step = fc.array(fc.record({ role: fc.constantFrom(...some), may: fc.constantFrom('yes' as const, 'no' as const) }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        for (const said of steps) {
          const rows = new Map(said.map(({ role, may }) => [role, grant(role, 'managePeople', may)]))
          feed([...rows.values()])
          expect(whoUnlocks(register.database).length).toBeGreaterThan(0)
          const waiting = parked() as Record<string, string>
          for (const [id, text] of held) {
            const [, role = ''] = id.split('.')
            const says = (JSON.parse(text) as { grant: Grant }).grant
            const is = register.database.grantOf(role as Role, 'managePeople')
            expect(waiting[id] ?? (is === says ? 'so' : 'not so')).toBe(is === says ? 'so' : 'last-manager')
          }
        }
      }),
      { numRuns: 40 },
    )
  })
})
