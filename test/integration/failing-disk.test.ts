import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Answer, type Output } from '../../src/contracts/ipc/index.ts'
import { milk, newFolder } from './register.fixture.ts'

const linux = process.platform === 'linux'
let folder: ReturnType<typeof newFolder>
let till: ChildProcess | undefined

beforeEach(() => {
  folder = newFolder()
})
afterEach(async () => {
  if (till !== undefined && till.exitCode === null) {
    const gone = new Promise((resolve) => till?.once('exit', resolve))
    till.kill('SIGKILL')
    await gone
  }
  folder.remove()
})

/** Answers of a register in a process of its own, asked by name. */
async function startTill(): Promise<(name: string, input: unknown) => Promise<Answer>> {
  const child = spawn(process.execPath, [new URL('asked-register.fixture.ts', import.meta.url).pathname, folder.data], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  till = child
  let next = 1
  const waiting = new Map<number, (answer: Answer) => void>()
  await new Promise((resolve) =>
    child.on('message', (message: 'ready' | { readonly id: number; readonly answer: Answer }) => {
      if (message === 'ready') resolve(undefined)
      else waiting.get(message.id)?.(message.answer)
    }),
  )
  return (name, input) => {
    const id = next++
    child.send({ id, name, input })
    return new Promise((resolve) => waiting.set(id, resolve))
  }
}

/** From now on no file of the till grows, or is written at all beyond its first bytes; or everything is as it was. */
function disk(fails: boolean): void {
  execFileSync('prlimit', ['--pid', String(till?.pid), `--fsize=${fails ? '512' : 'unlimited'}:unlimited`])
}

async function value<T>(answer: Promise<Answer>): Promise<T> {
  const given = await answer
  if (!given.ok) throw new Error(JSON.stringify(given.refusal))
  return given.value as T
}

test.skipIf(!linux)('[DB-34] a disk that fails refuses the sale, prints and opens nothing, is looked at again by itself, and the same sale completes when it is back', { timeout: 60_000 }, async () => {
  const ask = await startTill()
  const { operators } = await value<Output<'register'>>(ask('register', {}))
  await value(ask('sign-on', { operatorId: operators[0]?.id, pin: operators[0]?.demoPin }))
  const { basket } = await value<Output<'counter'>>(ask('scan', { barcode: milk }))
  const pay = { basketId: basket?.id, revision: basket?.revision, tenders: [{ type: 'cash' }] }

  disk(true)
  const refused = await ask('complete-sale', pay)
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'database.away' } })
  expect((await value<Output<'status'>>(ask('status', {}))).health).toMatchObject({ disk: 'away' })
  expect(await ask('complete-sale', pay)).toMatchObject({ ok: false, refusal: { code: 'database.away' } })
  expect(await ask('scan', { barcode: milk })).toMatchObject({ ok: false, refusal: { code: 'database.away' } })

  disk(false)
  let health: string = 'away'
  while (health === 'away') ({ disk: health } = (await value<Output<'status'>>(ask('status', {}))).health)
  const after = await value<Output<'counter'>>(ask('counter', {}))
  expect([after.basket?.id, after.lastSale]).toEqual([basket?.id, undefined])
  const paid = await value<Output<'complete-sale'>>(ask('complete-sale', { ...pay, revision: after.basket?.revision }))
  expect(paid.lastSale?.number).toBe('0-1')
  const { receipts } = await value<Output<'receipts'>>(ask('receipts', { limit: 10 }))
  expect(receipts).toHaveLength(1)
})
