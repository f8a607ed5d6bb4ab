import { expect, test } from 'vitest'
import { ask, newFolder, request, signOn, startRegister } from './register.fixture.ts'

test('[DRAWER-1] the drawer opens once for a reason, and a restart does not open it again', async () => {
  const folder = newFolder()
  let started = await startRegister(folder.data, { demoStore: 'gb' })
  try {
    const drawer = started.register.devices.simulators.drawer
    if (drawer === undefined) throw new Error('no simulated drawer')
    await signOn(started.register)
    const opened = new Promise((resolve) => drawer.onChange(resolve))
    const asked = request('open-drawer', { reason: 'giveChange' })
    expect(await started.register.gate(asked, started.register.seat)).toMatchObject({ ok: true, value: { kick: { state: 'waiting' } } })
    await opened
    expect(drawer.kicks).toHaveLength(1)
    expect(await started.register.gate(asked, started.register.seat)).toMatchObject({ ok: true, value: { reason: 'giveChange' } })

    await started.register.close()
    started = await startRegister(folder.data, { demoStore: 'gb' })
    await signOn(started.register)
    // What prints now would have waited for a kick that still had to be given.
    const again = started.register.devices.simulators.drawer
    const kicked = new Promise((resolve) => again?.onChange(resolve))
    await ask(started.register, 'open-drawer', { reason: 'check' })
    await kicked
    expect(again?.kicks).toHaveLength(1)
  } finally {
    await started.register.close()
    folder.remove()
  }
})
