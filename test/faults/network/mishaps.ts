import { type Answered, dribble, type LineTools, type Passing } from './passing.ts'

/** What happens to one request and its answer. */
export interface Mishap {
  readonly name: string
  readonly act: (passing: Passing, line: LineTools) => Promise<void> | void
}

const json = { 'content-type': 'application/json' }
const html = { 'content-type': 'text/html' }
const saying = (status: number, text: string, headers: Readonly<Record<string, string>> = html): Answered => ({ status, headers, body: Buffer.from(text) })
const some = (bytes: Buffer, below: (limit: number) => number): number => below(Math.max(1, bytes.length))

/** Another byte than it was, at one place. */
function bent(bytes: Buffer, below: (limit: number) => number): Buffer {
  const copy = Buffer.from(bytes)
  const at = some(copy, below)
  if (copy.length > 0) copy[at] = (copy[at] ?? 0) ^ (1 << below(8))
  return copy
}

function asBytes({ status, headers, body }: Answered): Buffer {
  const head = [`HTTP/1.1 ${status} OK`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), `content-length: ${body.length}`, '', ''].join('\r\n')
  return Buffer.concat([Buffer.from(head), body])
}

const mishap = (name: string, act: Mishap['act']): Mishap => ({ name, act })
/** Head office never hears of it, and this is what is said in its place. */
const instead = (name: string, answered: Answered): Mishap => mishap(name, ({ answer }) => answer(answered))

export const cuts = {
  unsent: mishap('cut before it was sent', ({ cut }) => cut()),
  reset: mishap('reset before it was sent', ({ reset }) => reset()),
  inRequest: mishap('cut in the request', async ({ asked, cut }, { sendPart, chance }) => {
    await sendPart(asked, some(asked.body, chance.below))
    cut()
  }),
  afterCommit: mishap('cut after the commit', async ({ asked, cut }, { send }) => {
    await send(asked)
    cut()
  }),
  resetAfterCommit: mishap('reset after the commit', async ({ asked, reset }, { send }) => {
    await send(asked)
    reset()
  }),
  inAnswer: mishap('cut in the answer', async ({ asked, raw }, { send, chance }) => {
    const bytes = asBytes(await send(asked))
    raw(bytes.subarray(0, 1 + some(bytes, chance.below)))
  }),
}

export const delays = {
  request: mishap('a late request', async ({ asked, answer }, { send, wait, chance, deadlineMs }) => {
    await wait(chance.below(0.7 * deadlineMs))
    answer(await send(asked))
  }),
  answer: mishap('a late answer', async ({ asked, answer }, { send, wait, chance, deadlineMs }) => {
    const answered = await send(asked)
    await wait(chance.below(0.7 * deadlineMs))
    answer(answered)
  }),
  requestPastDeadline: mishap('a request after the deadline', async ({ asked, answer }, { send, wait, deadlineMs }) => {
    await wait(1.3 * deadlineMs)
    answer(await send(asked))
  }),
  answerPastDeadline: mishap('an answer after the deadline', async ({ asked, answer }, { send, wait, deadlineMs }) => {
    const answered = await send(asked)
    await wait(1.3 * deadlineMs)
    answer(answered)
  }),
}

export const doubles = {
  atOnce: mishap('sent twice at once', async ({ asked, answer }, { send, chance }) => {
    const both = await Promise.all([send(asked), send(asked)])
    answer(both[chance.below(2)] ?? both[0])
  }),
  after: mishap('sent again after its answer', async ({ asked, answer }, { send }) => {
    answer(await send(asked))
    await send(asked)
  }),
  later: mishap('sent again after a later one', async ({ asked, answer }, { send, hold }) => {
    hold(() => send(asked))
    answer(await send(asked))
  }),
  answer: mishap('an answer twice on one connection', async ({ asked, raw }, { send }) => {
    const bytes = asBytes(await send(asked))
    raw(Buffer.concat([bytes, bytes]))
  }),
}

export const orders = {
  heldAndCut: mishap('held, cut, and delivered after a later one', ({ asked, cut }, { send, hold }) => {
    hold(() => send(asked))
    cut()
  }),
  heldAndSilent: mishap('held, and delivered after a later one of another connection', ({ asked, socket }, { send, hold, silence }) => {
    hold(() => send(asked))
    silence(socket)
  }),
}

export const truncations = {
  request: mishap('a shortened request', async ({ asked, answer }, { send, chance }) => {
    answer(await send({ ...asked, body: asked.body.subarray(0, some(asked.body, chance.below)) }))
  }),
  answer: mishap('a shortened answer', async ({ asked, answer }, { send, chance }) => {
    const answered = await send(asked)
    answer({ ...answered, body: answered.body.subarray(0, some(answered.body, chance.below)) })
  }),
  emptyAnswer: mishap('an empty answer', async ({ asked, answer }, { send }) => {
    await send(asked)
    answer(saying(200, '', json))
  }),
}

export const corruptions = {
  request: mishap('a bent byte in the request', async ({ asked, answer }, { send, chance }) => answer(await send({ ...asked, body: bent(asked.body, chance.below) }))),
  signature: mishap('a bent signature', async ({ asked, answer }, { send, chance }) => {
    const headers = Object.fromEntries(Object.entries(asked.headers).map(([name, value]) => [name, name.includes('signature') && typeof value === 'string' ? swapped(value, chance.below) : value]))
    answer(await send({ ...asked, headers }))
  }),
  address: mishap('a bent address', async ({ asked, answer }, { send, chance }) => answer(await send({ ...asked, path: swapped(asked.path, chance.below) }))),
  answer: mishap('a bent byte in the answer', async ({ asked, answer }, { send, chance }) => {
    const answered = await send(asked)
    answer({ ...answered, body: bent(answered.body, chance.below) })
  }),
  answerHead: mishap('a bent byte in the head of the answer', async ({ asked, raw }, { send, chance }) => {
    const bytes = asBytes(await send(asked))
    const head = bytes.indexOf('\r\n\r\n') + 4
    raw(Buffer.concat([bent(bytes.subarray(0, head), chance.below), bytes.subarray(head)]))
  }),
}

/** Another hexadecimal letter at one place of what has only such letters and others there. */
function swapped(text: string, below: (limit: number) => number): string {
  const at = 1 + below(Math.max(1, text.length - 1))
  return `${text.slice(0, at)}${text[at] === 'a' ? 'b' : 'a'}${text.slice(at + 1)}`
}

export const silences = {
  unsent: mishap('no answer, and never sent', ({ socket }, { silence }) => silence(socket)),
  afterCommit: mishap('no answer after the commit', async ({ asked, socket }, { send, silence }) => {
    silence(socket)
    await send(asked)
  }),
  afterwards: mishap('answered, and silent from then on', async ({ asked, socket, answer }, { send, silence }) => {
    answer(await send(asked))
    silence(socket)
  }),
}

export const slowness = {
  request: mishap('a request in drops', async ({ asked, answer }, { send, deadlineMs }) => answer(await send(asked, { pieces: 8, everyMs: deadlineMs / 12 }))),
  requestTooSlow: mishap('a request in drops, past the deadline', async ({ asked, answer }, { send, deadlineMs }) => answer(await send(asked, { pieces: 8, everyMs: deadlineMs / 6 }))),
  answer: mishap('an answer in drops', async ({ asked, socket }, { send, deadlineMs }) => {
    const bytes = asBytes(await send(asked))
    await dribble(bytes, { pieces: 8, everyMs: deadlineMs / 12 }, (piece) => void (socket.destroyed || socket.write(piece)))
  }),
  answerTooSlow: mishap('an answer in drops, past the deadline', async ({ asked, socket }, { send, deadlineMs }) => {
    const bytes = asBytes(await send(asked))
    await dribble(bytes, { pieces: 20, everyMs: deadlineMs / 8 }, (piece) => void (socket.destroyed || socket.write(piece)))
  }),
}

export const refusals = {
  failed: instead('500', saying(500, 'Internal Server Error')),
  failedAfterCommit: mishap('500 after the commit', async ({ asked, answer }, { send }) => {
    await send(asked)
    answer(saying(500, 'Internal Server Error'))
  }),
  badGateway: instead('502', saying(502, '<html><h1>Bad Gateway</h1></html>')),
  away: instead('503 with Retry-After', saying(503, '', { 'retry-after': '3' })),
  tooMany: instead('429 with Retry-After', saying(429, '{"type":"about:blank"}', { ...json, 'retry-after': '4' })),
  tooManySoon: instead('429 with an unreadable Retry-After', saying(429, '', { 'retry-after': 'soon' })),
  notFound: instead('404', saying(404, 'no such page')),
  signatureWrong: instead('401', saying(401, '{"type":"/problems/signature-wrong"}', json)),
  conflict: instead('409 of somebody else', saying(409, '{"type":"about:blank","title":"Conflict"}', json)),
  tooLarge: instead('413', saying(413, 'too large')),
  unknownEncoding: instead('415', saying(415, 'what is this')),
}

export const replays = {
  old: mishap('an old acknowledgement', ({ asked, answer, cut }, { earlier, chance }) => {
    const all = earlier(asked.register)
    const one = all[chance.below(Math.max(1, all.length))]
    if (one === undefined) cut()
    else answer(one)
  }),
  oldAfterCommit: mishap('an old acknowledgement after the commit', async ({ asked, answer }, { send, earlier, chance }) => {
    const all = earlier(asked.register)
    const one = all[chance.below(Math.max(1, all.length))]
    const answered = await send(asked)
    answer(one ?? answered)
  }),
  first: mishap('the oldest acknowledgement', async ({ asked, answer }, { send, earlier }) => {
    const [one] = earlier(asked.register)
    answer(one ?? (await send(asked)))
  }),
}

export const wrongAnswers = {
  others: mishap("another register's acknowledgement", ({ asked, answer, cut }, { ofOthers, chance }) => {
    const all = ofOthers(asked.register)
    const one = all[chance.below(Math.max(1, all.length))]
    if (one === undefined) cut()
    else answer(one)
  }),
  othersAfterCommit: mishap("another register's acknowledgement after the commit", async ({ asked, answer }, { send, ofOthers, chance }) => {
    const all = ofOthers(asked.register)
    const answered = await send(asked)
    answer(all[chance.below(Math.max(1, all.length))] ?? answered)
  }),
  portal: instead('the page of a captive portal', saying(200, '<!doctype html><title>Free Wi-Fi</title><p>Please accept our terms.')),
  redirect: instead('a redirect to a captive portal', saying(302, '', { location: 'http://login.example/' })),
  ok: instead('a cheerful 200', saying(200, '{"status":"ok","success":true}', json)),
  noContent: instead('204', saying(204, '', {})),
  endless: instead('an answer without an end', saying(200, `{"epoch":1,"padding":"${'x'.repeat(4 * 1024 * 1024)}"}`, json)),
  notHttp: mishap('bytes that are no HTTP', ({ raw }, { chance }) => raw(Buffer.from(Array.from({ length: 200 }, () => chance.below(256))))),
}
