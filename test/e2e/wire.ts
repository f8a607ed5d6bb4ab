import { type Page } from '@playwright/test'
import { type Wire } from './walk.ts'

/** Puts a hand on the page's line to the core. Before the page is opened; what is not changed goes through as it is. */
export async function holdWire(page: Page): Promise<Wire> {
  let say: (text: string) => void = () => undefined
  let change: (text: string) => string = (text) => text
  await page.routeWebSocket(/\/api$/, (socket) => {
    const core = socket.connectToServer()
    say = (text) => socket.send(text)
    socket.onMessage((message) => core.send(message))
    core.onMessage((message) => socket.send(typeof message === 'string' ? change(message) : message))
  })
  return {
    tell: (topic, payload) => say(JSON.stringify({ v: 1, topic, payload })),
    alter: (next) => {
      change = next ?? ((text) => text)
    },
  }
}
