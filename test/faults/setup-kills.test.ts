import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { openRegisterReader } from '../../src/db/index.ts'
import { needsSetup } from '../../src/main/queries/index.ts'
import { ask, newFolder, startRegister, tryAsk } from '../integration/register.fixture.ts'
import { bristol } from '../integration/setup.fixture.ts'

interface Held {
  readonly needed: boolean
  readonly chainName: string
  readonly items: number
  readonly departments: number
  readonly people: number
  readonly devices: number
  readonly said: number
}

/** What is on disk of a setup, part by part. */
function held(data: string): Held {
  const opened = openRegisterReader({ path: path.join(data, 'register.db') })
  if (!opened.ok) throw new Error(opened.refusal.code)
  const reader = opened.value
  const items = ['demo-1001', 'item-open-price'].filter((id) => reader.itemById(id) !== undefined).length
  const view = { needed: needsSetup(reader), chainName: reader.facts().chainName, items, departments: reader.departments().length, people: reader.operators().length, devices: Object.keys(reader.deviceSettings()).length, said: reader.entriesAfter(1, 0, 100).filter(({ type }) => type === 'register.setUp').length }
  reader.close()
  return view
}

async function killedAfter(data: string, milliseconds: number): Promise<boolean> {
  const child = spawn(process.execPath, [new URL('./setup-process.ts', import.meta.url).pathname, data], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  let made = false
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('ended before it was ready')))
    lines.on('line', (line) => {
      if (line === 'made') made = true
      if (line === 'ready') resolve()
    })
  })
  setTimeout(() => child.kill('SIGKILL'), milliseconds)
  await once(child, 'exit')
  return made
}

test('[SETUP-10] killed at any moment of it, the register asks from the beginning or is whole', { timeout: 120_000 }, async () => {
  const seen = new Set<boolean>()
  // Hashing takes some 40 ms before the one transaction: the delays lie before, about and after it.
  for (const milliseconds of [0, 50, 100, 1500]) {
    const folder = newFolder()
    try {
      const made = await killedAfter(folder.data, milliseconds)
      const after = held(folder.data)
      seen.add(after.needed)
      const [nothing, everything] = [{ needed: true, chainName: '', items: 0, departments: 0, people: 0, devices: 0, said: 0 }, { needed: false, chainName: bristol.chainName, items: 2, departments: 4, people: 1, devices: 2, said: 1 }]
      if (after.needed) expect(after).toEqual(nothing)
      else expect(after).toMatchObject(everything)
      // Whoever was told that it is done finds it done.
      if (made) expect(after.needed).toBe(false)
      const { register } = await startRegister(folder.data)
      const answer = await tryAsk(register, 'set-up', bristol)
      expect(answer.ok || answer.refusal.code).toBe(after.needed ? true : 'setup.done')
      expect((await ask(register, 'register', {})).operators).toHaveLength(1)
      await register.close()
    } finally {
      folder.remove()
    }
  }
  // Both were met, or the delays say nothing on this machine.
  expect(seen).toEqual(new Set([false, true]))
})

test('[SETUP-10] a store that breaks at its last table leaves no part of itself', async () => {
  const folder = newFolder()
  const { register } = await startRegister(folder.data)
  try {
    const { headOffice: _later, owner, ...answers } = bristol
    const goods = { items: [], departments: [], inStoreRules: [], tares: [], tilePages: [{ id: 'all', names: { en: 'All' }, tiles: [{ itemId: 'nobody-has-it', icon: 'leaf', hue: 1 }] }] }
    const made = await register.core.internal.setUp({ ...answers, owner: { name: owner.name }, provisioned: [], goods }, owner.pin, 'a-request')
    expect(made.ok || made.refusal.code).toBe('request.failed')
    expect(held(folder.data)).toEqual({ needed: true, chainName: '', items: 0, departments: 0, people: 0, devices: 0, said: 0 })
    expect((await tryAsk(register, 'set-up', bristol)).ok).toBe(true)
  } finally {
    await register.close()
    folder.remove()
  }
})
