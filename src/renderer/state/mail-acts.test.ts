import { expect, test } from 'vitest'
import { type MailView } from '../../contracts/ipc/index.ts'
import { screen } from './screen.fixture.ts'

const mail = (id: string, state: MailView['state']): MailView => ({ id, saleId: id, number: `3-${id}`, state, attempts: 1, askedAt: 1 })
/** Every answer that was given is taken in: some turns of the queue. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}

async function listed(mails: readonly MailView[]) {
  const till = screen()
  till.acts.openMail()
  ;(await till.requestOf('mails')).answer({ isSetUp: true, open: 1, mails })
  await settled()
  const chosen = (): string | undefined => {
    const { work } = till.store.getState()
    return work.kind === 'mail' ? work.chosen : undefined
  }
  return { ...till, chosen }
}

test('[MAILKEYS-1] the arrows go through the mails, and the keys mean the one they stand on', async () => {
  const till = await listed([mail('1', 'sent'), mail('2', 'refused'), mail('3', 'waiting')])
  till.acts.actOnMail('drop-mail')
  expect(till.store.getState().notice?.words).toBe('mail.chooseFirst')
  till.acts.moveMail(1)
  expect(till.chosen()).toBe('1')
  // Gone already: there is nothing to try again.
  till.acts.actOnMail('retry-mail')
  expect(till.asked.some(({ name }) => name === 'retry-mail')).toBe(false)
  for (const by of [1, 1, 1, -1] as const) till.acts.moveMail(by)
  expect(till.chosen()).toBe('2')
  till.acts.actOnMail('retry-mail')
  const retry = await till.requestOf('retry-mail')
  expect(retry.input).toEqual({ mailId: '2' })
  retry.answer({ isSetUp: true, open: 1, mails: [mail('9', 'waiting'), mail('1', 'sent'), mail('2', 'waiting')] })
  await settled()
  // A new one above does not move what is chosen.
  till.acts.actOnMail('drop-mail')
  expect((await till.requestOf('drop-mail')).input).toEqual({ mailId: '2' })
})

test('[MAILKEYS-1] where one mail alone is open, the keys mean it without being told', async () => {
  const till = await listed([mail('1', 'sent'), mail('2', 'refused')])
  till.acts.actOnMail('retry-mail')
  expect((await till.requestOf('retry-mail')).input).toEqual({ mailId: '2' })
})
