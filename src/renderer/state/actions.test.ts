import { describe, expect, test } from 'vitest'
import { actOf, actions, gateOfAction } from './actions.ts'
import { createScreenStore } from './screen-state.ts'

const plain = { ctrlKey: false, altKey: false, metaKey: false, shiftKey: false }

describe('the key registry', () => {
  test('[KEY-1] a key means one thing on a screen', () => {
    const seen = actions.flatMap((action) => action.screens.map((screen) => `${screen} ${String(action.control ?? false)} ${String(action.shift ?? false)} ${action.key}`))
    expect(new Set(seen).size).toBe(seen.length)
  })

  test('[KEY-2] plus and minus change the quantity unless something is being typed', () => {
    expect(actOf({ ...plain, key: '-' }, 'sell', '')).toBe('less')
    expect(actOf({ ...plain, key: '-' }, 'sell', 'ABC')).toBeUndefined()
  })

  test('[KEY-3] a letter alone is typing; with Control it acts', () => {
    expect(actOf({ ...plain, key: 'l' }, 'sell', '')).toBeUndefined()
    expect(actOf({ ...plain, ctrlKey: true, key: 'L' }, 'sell', '')).toBe('lock')
  })

  test('[KEY-4] no key sells before anybody signed on', () => {
    for (const key of ['F3', 'F5', 'F8', 'F9', 'F10', 'F11', 'F12', 'Delete', '+']) expect(actOf({ ...plain, key }, 'sign-on', '')).toBeUndefined()
    for (const key of ['d', 'p', 'r']) expect(actOf({ ...plain, ctrlKey: true, key }, 'sign-on', '')).toBeUndefined()
    expect(actOf({ ...plain, key: 'F4' }, 'sign-on', '')).toBe('tryHeadOffice')
  })

  test('[KEY-5] Shift tells function keys apart, and no other', () => {
    expect(actOf({ ...plain, key: 'F4' }, 'sell', '')).toBe('discountLine')
    expect(actOf({ ...plain, shiftKey: true, key: 'F4' }, 'sell', '')).toBe('discountBasket')
    expect(actOf({ ...plain, shiftKey: true, key: 'F10' }, 'sell', '')).toBeUndefined()
    expect(actOf({ ...plain, shiftKey: true, key: '+' }, 'sell', '')).toBe('more')
    expect(actOf({ ...plain, shiftKey: true, key: 'Backspace' }, 'sell', 'A')).toBe('erase')
  })

  test('[KEY-6] nothing that opens something else interrupts a payment', () => {
    for (const screen of ['tender', 'card'] as const) {
      for (const key of ['F3', 'F4', 'F5', 'F8', 'F9']) expect(actOf({ ...plain, key }, screen, ''), `${screen} ${key}`).toBeUndefined()
      for (const key of ['d', 'p', 'r']) expect(actOf({ ...plain, ctrlKey: true, key }, screen, ''), `${screen} ${key}`).toBeUndefined()
    }
  })

  test('[GATE-7] what begins on the bar is shut for who never may, and goods may come back by either of two rights', () => {
    const store = createScreenStore('en', 'light')
    const gate = (act: string, ...rights: readonly { readonly permission: 'sell' | 'refund' | 'refundWithoutReceipt'; readonly grant: 'no' | 'yes' | 'ask' }[]): string => {
      store.setState({ ownRights: [...rights] })
      return gateOfAction(actions.find((one) => one.act === act) ?? {}, store.getState())
    }
    for (const action of actions.filter(({ bar }) => bar !== undefined)) expect(action.gate, action.act).toBeDefined()
    expect([gate('weigh', { permission: 'sell', grant: 'no' }), gate('weigh', { permission: 'sell', grant: 'yes' })]).toEqual(['never', 'free'])
    expect(gate('return', { permission: 'refund', grant: 'no' }, { permission: 'refundWithoutReceipt', grant: 'no' })).toBe('never')
    expect(gate('return', { permission: 'refund', grant: 'no' }, { permission: 'refundWithoutReceipt', grant: 'ask' })).toBe('ask')
  })
})
