import { describe, expect, test } from 'vitest'
import { officeRoles, type PersonEvent, problemKinds } from '../../contracts/replication/index.ts'
import { refusalText } from './form.ts'
import { type Language, languages } from './languages.ts'
import { eventText } from './people-dialog.ts'

const tags: readonly Language[] = ['en', 'zh-CN']
const said = (event: Partial<PersonEvent>): readonly string[] => tags.map((language) => eventText({ at: 1, kind: 'acted', ...event }, language))

describe('people on head office’s page', () => {
  test('[HOP-6] what was done is told in words of each language, and what this page does not know as it is', () => {
    const kinds = ['made', 'role', 'turned-off', 'turned-on', 'passphrase-reset', 'passphrase-changed', 'factor-made', 'factor-removed', 'codes-renewed', 'recovery-code-used', 'signed-on', 'signed-off', 'sign-on-failed', 'proof-failed', 'locked', 'let-in']
    for (const kind of kinds) for (const text of said({ kind, person: 'Ann', by: 'Bert', detail: 'owner viewer' })) expect(text, kind).toMatch(/Ann/u)
    expect(said({ kind: 'address-locked', detail: '30' })).toEqual(['Nobody can sign on from this address for 30 s', '此地址在 30 秒内无法登录'])
    expect(said({ kind: 'role', person: 'Ann', by: 'Bert', detail: 'owner viewer' })).toEqual(['Bert made Ann Viewer, who was Owner', 'Bert 将 Ann 的角色由所有者改为查看者'])
    expect(said({ kind: 'sign-on-failed' })).toEqual(['A sign-on with a name nobody has failed', '有人用不存在的登录名登录失败'])
    expect(said({ kind: 'blessed', person: 'Ann', detail: 'x' })).toEqual(['blessed · Ann · x', 'blessed · Ann · x'])
  })

  test('[HOP-13] every act has its word, by the address of its door', () => {
    const doors = ['/api/enrolment-codes', '/api/stores/s/items', '/api/stores/s/items/i/withdrawn', '/api/stores/s/refunds/r/put-away', '/api/stores/s/spending/d/put-away', '/api/stores/s/quarantine/r/1/2/again', '/api/stores/s/quarantine/r/1/2/discard', '/api/stores/s/quarantine/r/1/2/restore', '/api/stores/s/registers/r/settle-twins', '/api/stores/s/registers/r/rebuild-code']
    const texts = doors.map((detail) => said({ by: 'Ann', detail }))
    expect(new Set(texts.flat()).size).toBe(doors.length * tags.length)
    for (const text of texts.flat()) expect(text).not.toContain('/')
    expect(said({ by: 'Ann', detail: '/api/stores/s/registers/r/lock 3' })).toEqual(['Ann: locked a register (3)', 'Ann：锁定了收银机（3）'])
    expect(said({ by: 'Ann', detail: '/api/stores/s/items TEA 250 g' })).toEqual(['Ann: saved an item (TEA 250 g)', 'Ann：保存了商品（TEA 250 g）'])
    expect(said({ by: 'Ann', detail: '/api/new-door' })).toEqual(['Ann: /api/new-door', 'Ann：/api/new-door'])
  })

  test('[HOP-9] a refusal is told in words of each language, a wait with how long, and anything else as no answer', () => {
    const slugs = ['sign-on-wrong', 'second-factor-needed', 'second-factor-used', 'one-time-over', 'second-factor-unreadable', 'database-away', 'name-unfit', 'name-taken', 'passphrase-short', 'passphrase-hopeless', 'code-wrong', 'second-factor-there', 'second-factor-none', 'last-owner', 'own-account', 'accounts-exist', 'role-missing', 'session-missing', 'passphrase-due', 'not-found', 'busy'] as const
    for (const language of tags) {
      const { people } = languages[language]
      for (const slug of slugs) expect(refusalText({ ok: false, slug }, language), `${slug} ${problemKinds[slug].status}`).toBe(people.refusals[slug])
      expect(new Set(Object.values(people.refusals)).size).toBe(slugs.length)
      expect(refusalText({ ok: false, slug: 'unreachable' }, language)).toBe(people.failed)
      expect(officeRoles.map((role) => people.roles[role]).every((name) => name !== '')).toBe(true)
    }
    expect([30, 600].map((waitSeconds) => refusalText({ ok: false, slug: 'sign-on-waits', waitSeconds }, 'en'))).toEqual(['Too many failed sign-ons. Try again in 30 s.', 'Too many failed sign-ons. Try again in 10 min.'])
  })
})
