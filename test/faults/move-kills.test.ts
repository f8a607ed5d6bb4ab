import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test, vi } from 'vitest'
import { unpackRegister } from '../../src/main/move/index.ts'
import { ask, newFolder, sellMilk, signOn, startRegister, tryAsk } from '../integration/register.fixture.ts'

const passphrase = 'correct horse battery 9'
const endings = ['.copy', '.unfinished', '.move'] as const

const endingWith = (data: string, ending: string): readonly string[] => readdirSync(data).filter((name) => name.endsWith(ending))

/** Somebody who may move it is signed on, one sale is in it, and nothing waits for a printer. */
async function readyToMove(data: string): Promise<void> {
  const { register } = await startRegister(data, { demoStore: 'gb' })
  try {
    await signOn(register)
    const sale = await sellMilk(register)
    await vi.waitFor(async () => expect((await ask(register, 'receipt', { saleId: sale.id })).sale.effects.map(({ state }) => state)).toEqual(['kicked', 'printed']), { timeout: 30_000 })
    const manager = (await ask(register, 'register', {})).operators.find(({ role }) => role === 'manager')
    await ask(register, 'sign-on', { operatorId: manager?.id ?? '', pin: manager?.demoPin ?? '' })
  } finally {
    await register.close()
  }
}

/** Resolves to whether anybody was told that it is moved. */
async function killedAt(data: string, moment: (typeof endings)[number]): Promise<boolean> {
  const child = spawn(process.execPath, [new URL('./moving-process.ts', import.meta.url).pathname, data, passphrase], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let told = false
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'moved') told = true
    else throw new Error(line)
  })
  while (endingWith(data, moment).length === 0 && child.exitCode === null) await new Promise((resolve) => setImmediate(resolve))
  child.kill('SIGKILL')
  await ended
  return told
}

test('[MOVE-12] killed with -9 at any moment of being packed, there is one register: here and selling, or in one whole file, and no sale is lost', { timeout: 240_000 }, async () => {
  const seen = new Set<string>()
  for (const moment of endings) {
    const folder = newFolder()
    const other = newFolder()
    try {
      await readyToMove(folder.data)
      const told = await killedAt(folder.data, moment)
      const { register } = await startRegister(folder.data, { demoStore: 'gb' })
      const { moved, epoch } = await register.core.internal.facts()
      const files = endingWith(folder.data, '.move')
      expect([endingWith(folder.data, '.copy'), endingWith(folder.data, '.unfinished')], moment).toEqual([[], []])
      const entries = (await Promise.all(Array.from({ length: epoch }, async (_, index) => register.core.internal.entriesAfter(index + 1, 0, 500)))).flat()
      expect(entries.filter(({ type }) => type === 'sale.completed'), moment).toHaveLength(1)
      expect(await register.core.internal.verifyChain(), moment).toBeUndefined()
      if (moved === undefined) {
        expect([told, files], moment).toEqual([false, []])
        if (entries.some(({ type, text }) => type === 'register.takenBack' && text.includes('"because":"interrupted"'))) seen.add('interrupted')
        await signOn(register)
        expect((await sellMilk(register)).number, moment).toBe('0-2')
      } else {
        seen.add('moved')
        expect(files.map((name) => path.join(folder.data, name)), moment).toEqual([moved.file])
        const answer = await tryAsk(register, 'scan', { barcode: '6907992500942' })
        expect(answer.ok || answer.refusal.code, moment).toBe('register.moved')
        expect(await unpackRegister({ file: moved.file, folder: path.join(other.data, 'new'), passphrase }), moment).toMatchObject({ ok: true })
      }
      await register.close()
    } finally {
      folder.remove()
      other.remove()
    }
  }
  // The two that matter were met, or the moments say nothing on this machine.
  expect([...seen]).toEqual(expect.arrayContaining(['interrupted', 'moved']))
})
