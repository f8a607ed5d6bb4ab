import { describe, expect, test } from 'vitest'
import { type SecondFactorView } from '../../contracts/ipc/index.ts'
import { back, enter } from './perform.ts'
import { counterOf, operator, screen } from './screen.fixture.ts'
import { screenOf } from './screen-state.ts'

const view: SecondFactorView = { enrolled: true, proven: true, recoveryCodesLeft: 10, required: false, clock: '2026-11-22 14:03', clockSuspect: false }
/** What was answered has been taken in: everything the page does with it is done in this turn. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

async function asked() {
  const made = screen(counterOf())
  made.acts.setEntry('12')
  made.acts.setLayout('scanFirst')
  const first = await made.requestOf('set-layout')
  first.refuse('secondFactor.needed')
  await settled()
  return { ...made, first }
}

describe('what is refused until a second factor is proven', () => {
  test('[FAC-18] waits for the code, is sent again as the very same request, and what was typed stands there again', async () => {
    const { acts, store, requestOf, first } = await asked()
    expect([screenOf(store.getState()), store.getState().entry]).toEqual(['factorAsk', ''])
    acts.setEntry('123456')
    enter(acts, store)
    enter(acts, store)
    const proof = await requestOf('prove-second-factor')
    expect([proof.input, store.getState().entry]).toEqual([{ code: '123456' }, ''])
    proof.answer(view)
    const again = await requestOf('set-layout', 1)
    expect([again.id, again.input]).toEqual([first.id, first.input])
    expect([screenOf(store.getState()), store.getState().entry]).toEqual(['sell', '12'])
  })

  test('[FAC-18] a wrong code is said in the dialog, and the act goes on waiting; too short a one is not even sent', async () => {
    const { acts, store, requestOf, asked: all, heard } = await asked()
    acts.setEntry('12345')
    acts.confirmFactorAsk()
    expect([all.length, heard.at(-1)]).toEqual([1, 'error'])
    acts.setEntry('123456')
    acts.confirmFactorAsk()
    ;(await requestOf('prove-second-factor')).refuse('secondFactor.wrongCode')
    await settled()
    expect(store.getState().factorAsk).toEqual({ sending: false, trouble: { code: 'secondFactor.wrongCode' } })
    expect(all.filter(({ name }) => name === 'set-layout')).toHaveLength(1)
  })

  test('[FAC-18] left, nothing is sent again, and the refusal is told', async () => {
    const { acts, store, asked: all } = await asked()
    back(acts, store)
    await settled()
    expect([screenOf(store.getState()), store.getState().notice?.code, store.getState().entry]).toEqual(['sell', 'secondFactor.needed', '12'])
    expect(all).toHaveLength(1)
  })

  test('[FAC-18] locking leaves it first: the act does not hold the lock up', async () => {
    const { acts, requestOf } = await asked()
    acts.lock()
    expect((await requestOf('sign-off')).input).toEqual({})
  })

  test('[FAC-18] whoever signs on next is not asked for what the one before wanted', async () => {
    const { acts, store, asked: all } = await asked()
    acts.receive(counterOf({ operator: { ...operator, id: 'o2' } }))
    await settled()
    expect([store.getState().factorAsk, screenOf(store.getState())]).toEqual([undefined, 'sell'])
    expect(all).toHaveLength(1)
  })

  test('[FAC-18] a scan meanwhile is held, and rung up afterwards', async () => {
    const { acts, store, requestOf } = await asked()
    acts.scan('6901028075831')
    expect(store.getState().heldScans).toEqual(['6901028075831'])
    acts.leaveFactorAsk()
    expect((await requestOf('scan')).input).toEqual({ barcode: '6901028075831' })
  })
})

describe('making a second factor', () => {
  test('[FAC-19] PIN, secret, code, recovery codes; the codes are left at the second press, and are then nowhere', async () => {
    const { acts, store, requestOf, asked: all } = screen(counterOf())
    acts.openSecondFactor()
    ;(await requestOf('second-factor')).answer({ ...view, enrolled: false })
    await settled()
    enter(acts, store)
    expect(screenOf(store.getState())).toBe('factorPin')
    acts.type('4711')
    enter(acts, store)
    expect(store.getState().entry).toBe('')
    const begun = await requestOf('begin-second-factor')
    expect(begun.input).toEqual({ pin: '4711' })
    begun.answer({ uri: 'otpauth://totp/x', secret: 'JBSWY3DPEHPK3PXP' })
    await settled()
    acts.setEntry('123456')
    enter(acts, store)
    ;(await requestOf('confirm-second-factor')).answer({ recoveryCodes: ['ABCDE-12345'] })
    await settled()
    expect(store.getState().work).toMatchObject({ stage: { name: 'codes', codes: ['ABCDE-12345'] } })
    acts.scan('6901028075831')
    acts.leaveWork()
    expect([store.getState().notice?.words, store.getState().work]).toEqual(['factor.writeFirst', expect.objectContaining({ stage: { name: 'codes', codes: ['ABCDE-12345'] } })])
    back(acts, store)
    ;(await requestOf('keep-recovery-codes')).answer(view)
    await settled()
    expect(JSON.stringify(store.getState())).not.toContain('ABCDE')
    expect(all.some(({ name }) => name === 'scan')).toBe(false)
  })

  test('[FAC-20] Ctrl L asks as Back does while recovery codes stand there unread: the second one keeps the second factor, and locks', async () => {
    const { acts, store, requestOf, asked: all } = screen(counterOf())
    acts.openSecondFactor()
    ;(await requestOf('second-factor')).answer(view)
    await settled()
    acts.askNewCodes()
    acts.setEntry('123456')
    enter(acts, store)
    const renewed = await requestOf('renew-recovery-codes')
    expect(renewed.input).toEqual({ code: '123456' })
    renewed.answer({ recoveryCodes: ['ABCDE-12345'] })
    await settled()
    acts.lock()
    await settled()
    expect([store.getState().notice?.words, JSON.stringify(store.getState().work).includes('ABCDE'), all.some(({ name }) => name === 'sign-off')]).toEqual(['factor.writeFirst', true, false])
    acts.lock()
    ;(await requestOf('keep-recovery-codes')).answer(view)
    await requestOf('sign-off')
    expect(JSON.stringify(store.getState())).not.toContain('ABCDE')
  })

  test('[FAC-20] a lock pressed while codes said to be written down are being kept is not asked about: it waits for them', async () => {
    const { acts, store, requestOf, asked: all } = screen(counterOf())
    acts.openSecondFactor()
    ;(await requestOf('second-factor')).answer(view)
    await settled()
    acts.askNewCodes()
    acts.setEntry('123456')
    enter(acts, store)
    ;(await requestOf('renew-recovery-codes')).answer({ recoveryCodes: ['ABCDE-12345'] })
    await settled()
    enter(acts, store)
    acts.lock()
    ;(await requestOf('keep-recovery-codes')).answer(view)
    await requestOf('sign-off')
    expect([store.getState().notice, all.filter(({ name }) => name === 'keep-recovery-codes').length]).toEqual([undefined, 1])
  })

  test('[FAC-19] a wrong first code leaves the secret where it is', async () => {
    const { acts, store, requestOf } = screen(counterOf())
    acts.openSecondFactor()
    ;(await requestOf('second-factor')).answer({ ...view, enrolled: false })
    await settled()
    enter(acts, store)
    acts.type('4711')
    enter(acts, store)
    ;(await requestOf('begin-second-factor')).answer({ uri: 'otpauth://totp/x', secret: 'JBSWY3DPEHPK3PXP' })
    await settled()
    acts.setEntry('123456')
    enter(acts, store)
    ;(await requestOf('confirm-second-factor')).refuse('secondFactor.wrongCode')
    await settled()
    expect(store.getState()).toMatchObject({ work: { sending: false, stage: { name: 'show', shown: { secret: 'JBSWY3DPEHPK3PXP' } } }, notice: { code: 'secondFactor.wrongCode' } })
  })

  test('[FAC-19] one\'s own is removed with a code, somebody else\'s without', async () => {
    const { acts, store, requestOf } = screen(counterOf())
    acts.openSecondFactor()
    ;(await requestOf('second-factor')).answer({ ...view, operators: [operator.id, 'o2'] })
    await settled()
    acts.askDropFactor('o2')
    enter(acts, store)
    const other = await requestOf('drop-second-factor')
    expect(other.input).toEqual({ operatorId: 'o2' })
    other.answer(view)
    await settled()
    acts.askDropFactor(operator.id)
    enter(acts, store)
    acts.setEntry('123456')
    enter(acts, store)
    expect((await requestOf('drop-second-factor', 1)).input).toEqual({ operatorId: operator.id, code: '123456' })
  })
})
