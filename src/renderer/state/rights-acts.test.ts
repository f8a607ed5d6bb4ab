import { describe, expect, test } from 'vitest'
import { type PermissionsView } from '../../contracts/ipc/index.ts'
import { counterOf, screen } from './screen.fixture.ts'

const cell = (grant: 'no' | 'yes', kept?: 'admins' | 'headOffice' | 'last') => ({ grant, ...(kept === undefined ? {} : { kept }) })
const matrix: PermissionsView = {
  permissions: [
    { permission: 'managePeople', unit: 'none', approvable: false, grants: [{ role: 'cashier', ...cell('no') }, { role: 'manager', ...cell('yes', 'last') }, { role: 'admin', ...cell('yes', 'admins') }] },
  ],
}
const wayOf = ({ store }: ReturnType<typeof screen>): string | undefined => {
  const { work } = store.getState()
  return work.kind === 'grant' ? work.way : undefined
}

describe('a cell of the matrix', () => {
  test('[RGT-1] that stays as it is offers nothing else, to a finger or to an arrow', () => {
    for (const role of ['admin', 'manager'] as const) {
      const shown = screen(counterOf())
      shown.store.setState({ rights: matrix })
      shown.acts.openGrant({ permission: 'managePeople', role })
      shown.acts.chooseGrantWay('no')
      expect(wayOf(shown), role).toBe('yes')
      shown.acts.moveGrantWay(-1)
      expect(wayOf(shown), role).toBe('yes')
    }
  })

  test('[RGT-1] a limit longer than a till holds stands as it was typed, and is not kept, whole or cut short', async () => {
    const shown = screen(counterOf())
    shown.store.setState({ rights: { permissions: [{ permission: 'refund', unit: 'minor', approvable: true, grants: [{ role: 'cashier', ...cell('no') }] }] } })
    shown.acts.openGrant({ permission: 'refund', role: 'cashier' })
    for (const digit of '9999999999') shown.acts.type(digit)
    shown.acts.saveGrant()
    expect([shown.store.getState().entry, shown.store.getState().notice]).toEqual(['9999999999', { words: 'rights.tooLarge', params: { typed: '9999999999' } }])
    shown.acts.erase()
    shown.acts.saveGrant()
    expect((await shown.requestOf('set-permission')).input).toEqual({ permission: 'refund', role: 'cashier', grant: 99_999_999_900 })
  })

  test('[RGT-1] a share above all of it is not cut either', () => {
    const shown = screen(counterOf())
    shown.store.setState({ rights: { permissions: [{ permission: 'discount', unit: 'ppm', approvable: true, grants: [{ role: 'cashier', ...cell('no') }] }] } })
    shown.acts.openGrant({ permission: 'discount', role: 'cashier' })
    for (const digit of '10000000000') shown.acts.type(digit)
    shown.acts.saveGrant()
    expect([shown.store.getState().entry, shown.store.getState().notice]).toEqual(['10000000000', { words: 'rights.notValid.ppm' }])
  })

  test('[REP-14] what head office keeps is not typed over, and why is said in words', () => {
    const shown = screen(counterOf())
    shown.store.setState({ rights: { permissions: [{ permission: 'refund', unit: 'minor', approvable: true, grants: [{ role: 'cashier', grant: 5000, kept: 'headOffice' }], secondPersonKept: 'headOffice' }] } })
    for (const role of ['cashier', undefined] as const) {
      shown.acts.openGrant({ permission: 'refund', role })
      shown.acts.chooseGrantWay('no')
      shown.acts.type('9')
      shown.acts.saveGrant()
      expect([role, wayOf(shown), shown.store.getState().notice]).toEqual([role, role === undefined ? 'none' : 'upTo', { words: 'refusal.setting.ofHeadOffice', code: 'setting.ofHeadOffice' }])
    }
    expect(shown.asked.filter(({ name }) => name === 'set-permission' || name === 'set-second-person')).toEqual([])
  })

  test('[RGT-1] and any other goes through all it may hold', () => {
    const shown = screen(counterOf())
    shown.store.setState({ rights: matrix })
    shown.acts.openGrant({ permission: 'managePeople', role: 'cashier' })
    shown.acts.moveGrantWay(1)
    expect(wayOf(shown)).toBe('yes')
    shown.acts.chooseGrantWay('no')
    expect(wayOf(shown)).toBe('no')
  })
})
