import { beforeEach, expect, test } from 'vitest'
import { freshRegister, openForTest, sell, type TestFolder, write } from './fixture.ts'
import { longestUnread, type ToldEntry } from './head-office-words.ts'
import { type RegisterWriter } from './register-database.ts'

let folder: TestFolder
let register: RegisterWriter
beforeEach(() => {
  ({ folder, register } = freshRegister())
  return folder.remove
})

const told = (change: Partial<ToldEntry> = {}): ToldEntry => ({ epoch: 1, seq: 1, reason: 'sale-unreadable', state: 'quarantined', receivedAt: 5, ...change })
const keep = (entries: readonly ToldEntry[], mark = '1.0', held = entries.filter(({ state }) => state === 'quarantined').length): void =>
  write(register, () => { register.keepQuarantine({ instance: 'hq', mark, held, entries }, 9) })
const unread = (text: string, kind = 'refundVerdict', program = '1.0.0'): void => write(register, () => { register.keepUnread({ kind, reason: 'kind-unknown', text }, program, 7) })

test('[REP-8] what head office could not read is shown with the receipt it is of, what lies there first, and is there after a restart', () => {
  sell(register, 'b1')
  expect(register.headOfficeWords()).toEqual({ held: 0, entries: [], unread: 0 })
  const entries = [told({ seq: 7, state: 'applied', changedAt: 50 }), told(), told({ seq: 8, state: 'discarded', changedAt: 40, by: 'Ann', note: 'Practice' })]
  keep(entries)
  register.close()
  register = openForTest(folder.path)
  const { held, heardAt, entries: shown } = register.headOfficeWords()
  expect([held, heardAt, shown.map(({ seq, state, type }) => [seq, state, type])]).toEqual([1, 9, [[1, 'quarantined', 'sale.completed'], [7, 'applied', undefined], [8, 'discarded', undefined]]])
  expect(shown[0]?.number).toMatch(/^3-\d+$/u)
  expect(shown[2]).toMatchObject({ by: 'Ann', note: 'Practice' })
})

test('[REP-6] a list takes the place of the one before it: whichever side was restored, both say the same', () => {
  keep([told(), told({ seq: 2 })], '2.0')
  keep([told({ seq: 2 })], '1.0')
  expect([register.quarantineHeard(), register.headOfficeWords().entries.map(({ seq }) => seq)]).toEqual([{ instance: 'hq', mark: '1.0', held: 1, heardAt: 9 }, [2]])
})

test('[REP-8] what head office said and nobody here could read is kept as it came, once, until it is read or told again', () => {
  unread('{"a":1}')
  unread('{"a":1}', 'refundVerdict', '1.1.0')
  unread('<html>', 'acknowledgement')
  expect(register.unreadAnswers(10).map(({ kind, text, times, program }) => [kind, text, times, program])).toEqual([['acknowledgement', '<html>', 1, '1.0.0'], ['refundVerdict', '{"a":1}', 2, '1.1.0']])
  write(register, () => { register.answerRead({ kind: 'acknowledgement' }, 8) })
  expect([register.headOfficeWords().unread, register.headOfficeWords().newestUnread?.text]).toEqual([1, '{"a":1}'])
  write(register, () => { register.answerRead({ id: register.unreadAnswers(1)[0]?.id ?? 0 }, 8) })
  expect(register.headOfficeWords().unread).toBe(0)
  unread('{"a":1}')
  expect(register.headOfficeWords().unread).toBe(1)
})

test('[REP-8] answers that nobody can read do not fill the disk: the newest are kept, and one that is too long is cut and says so', () => {
  for (let at = 0; at < 230; at += 1) unread(`{"at":${at}}`)
  expect([register.unreadAnswers(1000).length, register.unreadAnswers(1)[0]?.text]).toEqual([200, '{"at":229}'])
  unread('x'.repeat(longestUnread + 10))
  expect(register.unreadAnswers(1)[0]?.text).toMatch(new RegExp(`^x{${longestUnread}}… \\(${longestUnread + 10}\\)$`, 'u'))
})
