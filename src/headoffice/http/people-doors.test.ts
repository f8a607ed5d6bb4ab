import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateSync } from 'otplib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type OfficePeople, type OneTimePassphrase, problem, type QuarantinedEntry, type RecoveryCodes, type NewSecondFactor, type WhoIsThere } from '../../contracts/replication/index.ts'
import { type HeadOffice, startHeadOffice } from '../head-office.ts'
import { letIn } from '../people/let-in.ts'
import { appendText, batchOf, enrol, post, testRegister } from '../register.fixture.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../store/databases.fixture.ts'
import { doorRights, roleRights } from './door-rights.ts'

const passphrase = 'gulls over wet slate'
const minute = 60_000

let database: TestDatabase
let folder: string
let now: number
let lines: string[]
let office: HeadOffice

const start = () =>
  startHeadOffice({
    ...database.location,
    dataDirectory: database.location.databaseUrl === undefined ? database.location.dataDirectory : folder,
    store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 4 },
    clock: () => now,
    log: (event, facts) => lines.push(JSON.stringify({ event, ...facts })),
    pageDirectory: join(import.meta.dirname, 'page-not-built'),
  })

/** One browser. */
interface Browser {
  cookie: string
  post(path: string, body?: unknown): Promise<Response>
  get(path: string): Promise<Response>
}

function browser(): Browser {
  const self: Browser = {
    cookie: '',
    post: async (path, body = {}) => {
      const answer = await fetch(`${office.url}${path}`, { method: 'POST', headers: { origin: office.url, 'content-type': 'application/json', ...(self.cookie !== '' && { cookie: self.cookie }) }, body: JSON.stringify(body) })
      const set = answer.headers.getSetCookie()[0]
      if (set !== undefined) self.cookie = set.split(';')[0] ?? ''
      return answer
    },
    get: (path) => fetch(`${office.url}${path}`, { headers: { cookie: self.cookie } }),
  }
  return self
}

async function slugOf(answer: Response | Promise<Response>): Promise<string> {
  const response = await answer
  if (response.status < 300) return String(response.status)
  return problem.parse(await response.json()).type.replace('/problems/', '')
}
const me = async (one: Browser): Promise<WhoIsThere> => (await (await one.get('/api/me')).json()) as WhoIsThere
const signOn = (one: Browser, name: string, words: string, code?: string): Promise<Response> => one.post('/api/sign-on', { name, passphrase: words, ...(code !== undefined && { code }) })

async function atMachine(): Promise<Browser> {
  const one = browser()
  expect((await one.post('/api/session', { secret: new URL(office.pageUrl()).hash.replace('#secret=', '') })).status).toBe(204)
  return one
}
async function owner(): Promise<Browser> {
  const one = await atMachine()
  expect(await slugOf(one.post('/api/first-owner', { signOnName: 'ann', name: 'Ann Lee', passphrase }))).toBe('204')
  return one
}
async function person(by: Browser, name: string, role: string, own = passphrase): Promise<Browser> {
  const { passphrase: oneTime } = (await (await by.post('/api/people', { signOnName: name, name: `${name} Doe`, role, passphrase: own })).json()) as OneTimePassphrase
  const one = browser()
  expect(await slugOf(signOn(one, name, oneTime))).toBe('204')
  expect(await slugOf(one.post('/api/me/passphrase', { passphrase: oneTime, next: `${passphrase} ${name}` }))).toBe('204')
  return one
}
const idOf = async (by: Browser, name: string): Promise<string> => ((await (await by.get('/api/people')).json()) as OfficePeople).people.find(({ signOnName }) => signOnName === name)?.id ?? ''
const kindsOf = async (by: Browser): Promise<readonly string[]> => ((await (await by.get('/api/people')).json()) as OfficePeople).events.map(({ kind, person: about, by: who }) => [kind, about, who].filter((part) => part !== undefined).join(' ')).toReversed()
const codeAt = (secret: string, at: number): string => generateSync({ secret, epoch: Math.floor(at / 1000) })

/** The page's live feed: over at once, and not when it is looked at next, which is ten seconds later. */
async function feed(one: Browser): Promise<{ readonly over: () => Promise<void> }> {
  const events = await one.get('/api/events')
  expect(events.status).toBe(200)
  const reader = events.body?.getReader()
  return {
    over: async () => {
      const asked = performance.now()
      while ((await reader?.read())?.done === false);
      expect(performance.now() - asked).toBeLessThan(5_000)
    },
  }
}

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('who may open the page, on $name', ({ create }) => {
  beforeEach(async () => {
    database = await create()
    folder = mkdtempSync(join(tmpdir(), 'head-office-people-'))
    now = Date.UTC(2026, 10, 23, 9)
    lines = []
    office = await start()
  })
  afterEach(async () => {
    await office.close()
    await database.drop()
    rmSync(folder, { recursive: true })
  })

  test('[HOP-1] while nobody has an account the printed address opens the page and says so; after the first one it opens nothing but the sign-on', async () => {
    const [one, other] = [await atMachine(), await atMachine()]
    expect(await me(one)).toEqual({ accounts: false, you: { kind: 'machine' } })
    expect([(await one.get('/api/overview')).status, await slugOf(one.post('/api/enrolment-codes')), await slugOf(one.get('/api/people')), await slugOf(one.post('/api/sign-off'))]).toEqual([200, '201', 'role-missing', 'role-missing'])
    expect(await slugOf(browser().post('/api/first-owner', { signOnName: 'ann', name: 'Ann Lee', passphrase }))).toBe('session-missing')
    for (const [body, slug] of [[{ signOnName: 'a', name: 'Ann', passphrase }, 'name-unfit'], [{ signOnName: 'ann', name: '\u202eAnn', passphrase }, 'name-unfit'], [{ signOnName: 'ann', name: 'Ann', passphrase: 'short' }, 'passphrase-short'], [{ signOnName: 'ann', name: 'Ann', passphrase: 'Harbour123456' }, 'passphrase-hopeless'], [{}, 'body-malformed']] as const)
      expect(await slugOf(one.post('/api/first-owner', body))).toBe(slug)
    const listening = await feed(other)
    const before = one.cookie
    expect(await slugOf(one.post('/api/first-owner', { signOnName: 'Ann', name: 'Ann Lee', passphrase }))).toBe('204')
    expect(one.cookie).not.toBe(before)
    expect((await me(one)).you).toMatchObject({ kind: 'person', signOnName: 'Ann', name: 'Ann Lee', role: 'owner', secondFactor: false, passphraseDue: false })
    await listening.over()
    expect([await slugOf(other.get('/api/overview')), await slugOf(other.post('/api/first-owner', { signOnName: 'eve', name: 'Eve', passphrase }))]).toEqual(['session-missing', 'session-missing'])
    const late = await atMachine()
    expect([await me(late), await slugOf(late.get('/api/overview')), await slugOf(late.post('/api/enrolment-codes'))]).toEqual([{ accounts: true }, 'session-missing', 'session-missing'])
    expect(await slugOf(signOn(late, ' ANN ', passphrase))).toBe('204')
    expect((await late.get('/api/overview')).status).toBe(200)
  })

  test('[HOP-9] every door is refused to whoever has no session, no right of that kind, or a passphrase that is due', async () => {
    const ann = await owner()
    const holders = { owner: ann, manager: await person(ann, 'max', 'manager'), viewer: await person(ann, 'vera', 'viewer') }
    const { passphrase: oneTime } = (await (await ann.post('/api/people', { signOnName: 'dora', name: 'Dora', role: 'owner', passphrase })).json()) as OneTimePassphrase
    const due = browser()
    await signOn(due, 'dora', oneTime)
    for (const [door, need] of Object.entries(doorRights)) {
      if (need === 'anybody' || door === 'POST /api/sign-off') continue
      const [method, address = ''] = door.split(' ')
      const path = address.replace(':store', office.storeId).replaceAll(/:\w+/gu, '1')
      const knock = async (one: Browser): Promise<string> => {
        if (door === 'GET /api/events' && roleRights.viewer.includes(need) && one !== due && one.cookie !== '') return 'skipped'
        return slugOf(method === 'GET' ? one.get(path) : one.post(path, { nothing: 'of this' }))
      }
      expect([door, await knock(browser()), await knock(due)]).toEqual([door, 'session-missing', door === 'POST /api/me/passphrase' ? 'body-malformed' : 'passphrase-due'])
      for (const role of ['owner', 'manager', 'viewer'] as const) {
        const said = await knock(holders[role])
        expect([door, role, said === 'role-missing' || said === 'session-missing']).toEqual([door, role, !roleRights[role].includes(need)])
      }
    }
  })

  test('[HOP-4] a name that is guessed at waits, whether anybody has it or not, and through a restart', async () => {
    await owner()
    const one = browser()
    for (const name of ['ann', 'nobody here', 'x\0y']) {
      for (let count = 0; count < 5; count += 1) expect(await slugOf(signOn(one, name, 'wrong')), name).toBe('sign-on-wrong')
      const refused = await signOn(one, name, passphrase)
      expect([await slugOf(refused.clone()), refused.headers.get('retry-after')]).toEqual(['sign-on-waits', '30'])
    }
    await office.close()
    office = await start()
    expect(await slugOf(signOn(one, 'ann', passphrase))).toBe('sign-on-waits')
    now += minute / 2
    expect(await slugOf(signOn(one, 'ann', passphrase))).toBe('204')
    expect((await kindsOf(one)).filter((kind) => kind.startsWith('locked') || kind.startsWith('signed-on'))).toEqual(['locked Ann Lee', 'locked', 'locked', 'signed-on Ann Lee Ann Lee'])
    for (const said of lines) expect(said).not.toMatch(/nobody here|wrong"|gulls/u)
  })

  test('[HOP-10] a session ends idle after an hour, after twelve in any case, and with sign-off; one that was had before is none', async () => {
    const ann = await owner()
    const before = ann.cookie
    expect(await slugOf(signOn(ann, 'ann', passphrase))).toBe('204')
    expect(await slugOf(fetch(`${office.url}/api/overview`, { headers: { cookie: before } }))).toBe('session-missing')
    for (let count = 0; count < 12; count += 1) {
      expect((await me(ann)).you).toBeDefined()
      now += 59 * minute
    }
    expect((await ann.get('/api/overview')).status).toBe(200)
    now += 12 * minute
    expect(await slugOf(ann.get('/api/overview'))).toBe('session-missing')
    await signOn(ann, 'ann', passphrase)
    now += 59 * minute
    // A page that asks by itself keeps nobody signed on.
    expect((await ann.get('/api/overview')).status).toBe(200)
    now += minute
    expect(await slugOf(ann.get('/api/overview'))).toBe('session-missing')
    await signOn(ann, 'ann', passphrase)
    const listening = await feed(ann)
    expect(await slugOf(ann.post('/api/sign-off'))).toBe('204')
    await listening.over()
    expect([await slugOf(ann.get('/api/overview')), await me(ann)]).toEqual(['session-missing', { accounts: true }])
  })

  test('[HOP-10] sessions end when the account is turned off or its passphrase changed, elsewhere too, and its open page with them', async () => {
    const ann = await owner()
    const max = await person(ann, 'max', 'manager')
    const elsewhere = browser()
    await signOn(elsewhere, 'max', `${passphrase} max`)
    const listening = await feed(elsewhere)
    expect([await slugOf(max.post('/api/me/passphrase', { passphrase: 'wrong', next: 'rusty kettle lid' })), await slugOf(max.post('/api/me/passphrase', { passphrase: `${passphrase} max`, next: `${passphrase} max` })), await slugOf(max.post('/api/me/passphrase', { passphrase: `${passphrase} max`, next: 'rusty kettle lid' }))]).toEqual(['sign-on-wrong', 'passphrase-hopeless', '204'])
    await listening.over()
    expect([await slugOf(elsewhere.get('/api/overview')), (await max.get('/api/overview')).status]).toEqual(['session-missing', 200])
    expect(await slugOf(ann.post(`/api/people/${await idOf(ann, 'max')}/state`, { state: 'off', passphrase }))).toBe('204')
    expect([await slugOf(max.get('/api/overview')), await slugOf(signOn(max, 'max', 'rusty kettle lid'))]).toEqual(['session-missing', 'sign-on-wrong'])
    expect(await slugOf(ann.post(`/api/people/${await idOf(ann, 'max')}/state`, { state: 'on', passphrase }))).toBe('204')
    expect(await slugOf(signOn(max, 'max', 'rusty kettle lid'))).toBe('204')
    expect(await slugOf(ann.post(`/api/people/${await idOf(ann, 'max')}/role`, { role: 'viewer', passphrase }))).toBe('204')
    expect([(await max.get('/api/overview')).status, await slugOf(max.post('/api/enrolment-codes'))]).toEqual([200, 'role-missing'])
  })

  test('[HOP-11] a one-time passphrase opens only the choice of one’s own, for three days, however it is typed', async () => {
    const ann = await owner()
    const made = (await (await ann.post('/api/people', { signOnName: 'max', name: 'Max', role: 'manager', passphrase })).json()) as OneTimePassphrase
    expect([made.passphrase, made.endsAt - now]).toEqual([expect.stringMatching(/^(?:[0-9A-HJKMNP-TV-Z]{5}-?){4}$/u), 72 * 60 * minute])
    const max = browser()
    expect(await slugOf(signOn(max, 'max', ` ${made.passphrase.toLowerCase().replaceAll('-', ' ')}`))).toBe('204')
    expect([(await me(max)).you, await slugOf(max.get('/api/overview')), await slugOf(max.post('/api/me/second-factor', { passphrase: made.passphrase }))]).toEqual([expect.objectContaining({ passphraseDue: true }), 'passphrase-due', 'passphrase-due'])
    expect(await slugOf(max.post('/api/me/passphrase', { passphrase: made.passphrase, next: 'rusty kettle lid' }))).toBe('204')
    expect((await max.get('/api/overview')).status).toBe(200)
    expect([await slugOf(ann.post('/api/people', { signOnName: 'MAX', name: 'Other', role: 'viewer', passphrase })), await slugOf(ann.post('/api/people', { signOnName: 'other', name: 'max', role: 'viewer', passphrase }))]).toEqual(['name-taken', 'name-taken'])
    const again = (await (await ann.post(`/api/people/${await idOf(ann, 'max')}/passphrase`, { passphrase })).json()) as OneTimePassphrase
    expect([await slugOf(max.get('/api/overview')), await slugOf(signOn(max, 'max', 'rusty kettle lid'))]).toEqual(['session-missing', 'sign-on-wrong'])
    now += 72 * 60 * minute
    expect(await slugOf(signOn(max, 'max', again.passphrase))).toBe('one-time-over')
  })

  test('[HOP-12] a second factor is asked for after the passphrase, its codes and recovery codes are good once, and its secret is nowhere in the books', async () => {
    const ann = await owner()
    expect(await slugOf(ann.post('/api/me/second-factor', { passphrase: 'wrong' }))).toBe('sign-on-wrong')
    const { secret, uri } = (await (await ann.post('/api/me/second-factor', { passphrase })).json()) as NewSecondFactor
    expect(uri).toMatch(/^otpauth:\/\/totp\/Harbour:ann\?secret=/u)
    expect([await slugOf(ann.post('/api/me/second-factor/confirm', { code: '000' })), (await me(ann)).you]).toEqual(['code-wrong', expect.objectContaining({ secondFactor: false })])
    const { codes } = (await (await ann.post('/api/me/second-factor/confirm', { code: codeAt(secret, now) })).json()) as RecoveryCodes
    expect([codes.length, (await me(ann)).you]).toEqual([10, expect.objectContaining({ secondFactor: true })])
    expect(await slugOf(ann.post('/api/me/second-factor', { passphrase }))).toBe('second-factor-there')

    const one = browser()
    // Right as far as it goes is no guess, however often.
    for (let count = 0; count < 6; count += 1) expect(await slugOf(signOn(one, 'ann', passphrase))).toBe('second-factor-needed')
    expect(await slugOf(signOn(one, 'ann', 'wrong', codeAt(secret, now + minute)))).toBe('sign-on-wrong')
    expect([await slugOf(signOn(one, 'ann', passphrase, codeAt(secret, now))), one.cookie]).toEqual(['second-factor-used', ''])
    now += minute
    expect(await slugOf(signOn(one, 'ann', passphrase, ` ${codeAt(secret, now).slice(0, 3)} ${codeAt(secret, now).slice(3)}`))).toBe('204')
    expect([await slugOf(signOn(one, 'ann', passphrase, codes[0])), await slugOf(signOn(one, 'ann', passphrase, codes[0])), await slugOf(signOn(one, 'ann', passphrase, codes[1]?.toLowerCase()))]).toEqual(['204', 'second-factor-used', '204'])

    now += minute
    const { codes: fresh } = (await (await one.post('/api/me/recovery-codes', { passphrase, code: codeAt(secret, now) })).json()) as RecoveryCodes
    expect([await slugOf(signOn(one, 'ann', passphrase, codes[2])), await slugOf(signOn(one, 'ann', passphrase, fresh[2]))]).toEqual(['sign-on-wrong', '204'])
    expect([await slugOf(one.post('/api/me/second-factor/remove', { passphrase })), await slugOf(one.post('/api/me/second-factor/remove', { passphrase, code: fresh[3] })), (await me(one)).you]).toEqual(['second-factor-needed', '204', expect.objectContaining({ secondFactor: false })])
    expect(await slugOf(signOn(one, 'ann', passphrase))).toBe('204')
    const kept = JSON.stringify([await database.rows('SELECT * FROM person'), await database.rows('SELECT * FROM person_event'), await database.rows('SELECT * FROM person_recovery_code'), await database.rows('SELECT * FROM sign_on_wait'), lines])
    for (const hidden of [secret, passphrase, ...codes, ...fresh]) expect(kept).not.toContain(hidden)
  })

  test('[HOP-12] a code used again is told to whoever has the passphrase, who waits for nothing by it, and to nobody else', async () => {
    const ann = await owner()
    const { secret } = (await (await ann.post('/api/me/second-factor', { passphrase })).json()) as NewSecondFactor
    await ann.post('/api/me/second-factor/confirm', { code: codeAt(secret, now) })
    const one = browser()
    for (let count = 0; count < 6; count += 1) expect(await slugOf(signOn(one, 'ann', passphrase, codeAt(secret, now)))).toBe('second-factor-used')
    expect(await slugOf(signOn(one, 'ann', 'wrong', codeAt(secret, now)))).toBe('sign-on-wrong')
    now += minute
    expect(await slugOf(signOn(one, 'ann', passphrase, codeAt(secret, now)))).toBe('204')
  })

  test('[HOP-15] what is done about accounts of others asks for one’s own passphrase once more, and counts a wrong one', async () => {
    const ann = await owner()
    await person(ann, 'max', 'manager')
    const of = `/api/people/${await idOf(ann, 'max')}`
    const acts = [['/api/people', { signOnName: 'eve', name: 'Eve', role: 'owner' }], [`${of}/role`, { role: 'owner' }], [`${of}/state`, { state: 'off' }], [`${of}/passphrase`, {}], [`${of}/second-factor/remove`, {}]] as const
    const before = await kindsOf(ann)
    for (const [door, body] of acts) expect([door, await slugOf(ann.post(door, body))]).toEqual([door, 'body-malformed'])
    for (const [door, body] of acts) expect([door, await slugOf(ann.post(door, { ...body, passphrase: 'not mine' }))]).toEqual([door, 'sign-on-wrong'])
    expect(await slugOf(ann.post(`${of}/state`, { state: 'off', passphrase }))).toBe('sign-on-waits')
    expect((await kindsOf(ann)).slice(before.length)).toEqual([...acts.map(() => 'proof-failed Ann Lee'), 'locked Ann Lee'])
    now += minute
    expect(await slugOf(ann.post(`${of}/state`, { state: 'off', passphrase }))).toBe('204')
    expect((await kindsOf(ann)).at(-1)).toBe('turned-off max Doe Ann Lee')
  })

  test('[HOP-1] whoever made the first account is signed on with it, and the list says so', async () => {
    const ann = await owner()
    expect(((await (await ann.get('/api/people')).json()) as OfficePeople).people).toEqual([expect.objectContaining({ signOnName: 'ann', signedOnAt: now })])
  })

  test('[HOP-12] without the key of its folder a second factor is unreadable and says so, and another owner can take it away', async () => {
    const ann = await owner()
    const bert = await person(ann, 'bert', 'owner')
    const { secret } = (await (await ann.post('/api/me/second-factor', { passphrase })).json()) as NewSecondFactor
    await ann.post('/api/me/second-factor/confirm', { code: codeAt(secret, now) })
    await office.close()
    const at = join(database.location.databaseUrl === undefined ? database.location.dataDirectory : folder, 'people.key')
    expect([statSync(at).mode & 0o777, readdirSync(join(at, '..')).filter((name) => name.startsWith('people.key')), readFileSync(at, 'utf8').length]).toEqual([0o600, ['people.key'], 45])
    const kept = readFileSync(at, 'utf8')
    const isSaid = (what: string): void => {
      expect(office.warnings).toEqual([expect.stringMatching(new RegExp(`people\\.key ${what}.*recovery codes can not be checked.*--let-in NAME`, 'u'))])
      expect(lines.at(-1)).toContain('people.key-trouble')
    }
    // Somebody's text editor, or a folder in its place.
    for (const spoil of [() => writeFileSync(at, 'no key'), () => mkdirSync(at)]) {
      rmSync(at, { recursive: true })
      spoil()
      office = await start()
      isSaid('can not be read')
      now += minute
      expect(await slugOf(signOn(ann, 'ann', passphrase, codeAt(secret, now)))).toBe('second-factor-unreadable')
      await signOn(bert, 'bert', `${passphrase} bert`)
      expect(await slugOf(bert.post('/api/me/second-factor', { passphrase: `${passphrase} bert` }))).toBe('second-factor-unreadable')
      await office.close()
    }
    rmSync(at, { recursive: true })
    office = await start()
    isSaid('is missing')
    now += minute
    expect(await slugOf(signOn(ann, 'ann', passphrase, codeAt(secret, now)))).toBe('second-factor-unreadable')
    await signOn(bert, 'bert', `${passphrase} bert`)
    // A new key would stand in the way of the one that is to come back.
    expect([await slugOf(bert.post('/api/me/second-factor', { passphrase: `${passphrase} bert` })), existsSync(at)]).toEqual(['second-factor-unreadable', false])
    writeFileSync(at, kept)
    now += minute
    expect(await slugOf(signOn(ann, 'ann', passphrase, codeAt(secret, now)))).toBe('204')
    await office.close()
    rmSync(at)
    office = await start()
    now += minute
    await signOn(bert, 'bert', `${passphrase} bert`)
    expect(await slugOf(bert.post(`/api/people/${await idOf(bert, 'bert')}/second-factor/remove`, { passphrase: `${passphrase} bert` }))).toBe('own-account')
    expect(await slugOf(bert.post(`/api/people/${await idOf(bert, 'ann')}/second-factor/remove`, { passphrase: `${passphrase} bert` }))).toBe('204')
    expect(await slugOf(signOn(ann, 'ann', passphrase))).toBe('204')
  })

  test('[HOP-13] whoever signed on is asked for no name: an act is in that of their account, and is written down by whom', async () => {
    const register = testRegister()
    const ann = await owner()
    const max = await person(ann, 'max', 'manager')
    const { code } = (await (await max.post('/api/enrolment-codes')).json()) as { code: string }
    await enrol(office.url, register, code)
    appendText(register, 'no entry at all')
    expect((await post(office.url, register, batchOf(register, 1, 1))).status).toBe(200)
    const place = `/api/stores/${office.storeId}/quarantine/${register.id}/1/1`
    expect([await slugOf(max.post(`${place}/discard`, { by: 'Somebody else' })), await slugOf(max.post(`${place}/discard`, { by: 'Somebody else', note: 'Test' })), await slugOf(max.post(`${place}/restore`, {}))]).toEqual(['body-malformed', '204', '204'])
    expect(((await (await max.get(place)).json()) as QuarantinedEntry).steps.map(({ kind, by }) => `${kind} ${by}`)).toEqual(['discarded max Doe', 'restored max Doe'])
    const { events } = (await (await ann.get('/api/people')).json()) as OfficePeople
    // Behind the door the number of the register that it was about.
    expect(events.filter(({ kind }) => kind === 'acted').map(({ by, detail }) => [by, detail]).toReversed()).toEqual([['max Doe', '/api/enrolment-codes'], ['max Doe', `${place}/discard 1`], ['max Doe', `${place}/restore 1`]])
    expect(await database.rows("SELECT count(*) AS n FROM person_event WHERE kind = 'acted' AND by_person = ?", await idOf(ann, 'max'))).toEqual([{ n: 3 }])
  })

  test('[HOP-14] whoever sits at the machine lets a locked-out owner in again, or makes one, and that is written down', async () => {
    const ann = await owner()
    const { secret } = (await (await ann.post('/api/me/second-factor', { passphrase })).json()) as NewSecondFactor
    await ann.post('/api/me/second-factor/confirm', { code: codeAt(secret, now) })
    const max = await person(ann, 'max', 'owner')
    await max.post(`/api/people/${await idOf(max, 'ann')}/state`, { state: 'off', passphrase: `${passphrase} max` })
    const lost = browser()
    for (let count = 0; count < 5; count += 1) await signOn(lost, 'ann', 'wrong')
    const location = { ...database.location, dataDirectory: database.location.databaseUrl === undefined ? database.location.dataDirectory : folder }
    const made = await letIn({ ...location, clock: () => now, log: () => undefined }, 'Ann')
    if (!made.ok) throw new Error(made.slug)
    expect(await slugOf(max.get('/api/overview'))).toBe('200')
    expect(await slugOf(signOn(lost, 'ann', made.value.passphrase))).toBe('204')
    expect((await me(lost)).you).toMatchObject({ role: 'owner', secondFactor: false, passphraseDue: true })
    expect(await slugOf(lost.post('/api/me/passphrase', { passphrase: made.value.passphrase, next: 'rusty kettle lid' }))).toBe('204')
    expect((await kindsOf(lost)).filter((kind) => kind.startsWith('let-in'))).toEqual(['let-in Ann Lee'])
    const fresh = await letIn({ ...location, clock: () => now, log: () => undefined }, 'Zoë')
    expect([fresh.ok, await letIn({ ...location, clock: () => now, log: () => undefined }, 'no name at all')]).toEqual([true, { ok: false, slug: 'name-unfit' }])
    expect((await kindsOf(lost)).at(-1)).toBe('made Zoë')
  })

  test('[HOP-14] where there is no head office nobody is let in, and none is made', async () => {
    const typo = join(folder, 'mistyped')
    expect(await letIn({ dataDirectory: typo, clock: () => now, log: () => undefined }, 'ann')).toEqual({ ok: false, slug: 'no-head-office' })
    expect(existsSync(typo)).toBe(false)
  })

  test('[HOP-3] the last owner stays an owner and on, and what is nobody is not found', async () => {
    const ann = await owner()
    const own = await idOf(ann, 'ann')
    expect([await slugOf(ann.post(`/api/people/${own}/state`, { state: 'off', passphrase })), await slugOf(ann.post(`/api/people/${own}/role`, { role: 'manager', passphrase })), await slugOf(ann.post(`/api/people/${own}/passphrase`, { passphrase }))]).toEqual(['last-owner', 'last-owner', 'own-account'])
    for (const id of ['%00', crypto.randomUUID(), 'x'.repeat(90)]) expect(await slugOf(ann.post(`/api/people/${id}/role`, { role: 'viewer', passphrase }))).toBe('not-found')
    expect(await kindsOf(ann)).toEqual(['made Ann Lee'])
  })
})
