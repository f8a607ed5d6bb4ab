/** Entry point of the core's child process. Its first message says what to host. */
import { hostCore } from './core-host.ts'
import { type ToCore } from './messages.ts'
import { childSidePort, type HostPort } from './ports.ts'
import { threadStarter } from './start-core.ts'

const port = childSidePort(process)
let deliver: ((message: ToCore) => void) | undefined

port.onMessage((message) => {
  if (message.kind !== 'host') return deliver?.(message)
  const hosted: HostPort = { ...port, onMessage: (listener) => (deliver = listener) }
  hostCore({ port: hosted, settings: message.settings, startThread: threadStarter(message) })
})
