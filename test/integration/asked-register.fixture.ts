import { randomUUID } from 'node:crypto'
import { startRegister } from './register.fixture.ts'

/** A register in a process of its own, for tests that do to its process what they must not do to their own. */
const { register } = await startRegister(process.argv[2] ?? '', { demoStore: 'gb', printer: 'none' })
process.on('message', (asked: { readonly id: number; readonly name: string; readonly input: unknown }) => {
  void register.gate({ v: 1, id: randomUUID(), name: asked.name, input: asked.input }, register.seat).then((answer) => process.send?.({ id: asked.id, answer }))
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
