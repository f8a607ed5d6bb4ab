import { type CustomerDisplay, displayProtocols, lineDisplay } from '../../drivers/customer-display/index.ts'
import { type Timer } from '../../drivers/device/index.ts'
import { serialTransport, tcpTransport, type Transport } from '../../drivers/transports/index.ts'
import { type WiredDisplay } from './display-config.ts'

export const displayId = 'customerDisplay:1'

export function displayName(config: WiredDisplay, timer: Timer): string {
  return transportOf(config, timer).address
}

/** Begins to look for it at once. */
export function openDisplay(config: WiredDisplay, timer: Timer): CustomerDisplay {
  return lineDisplay({ id: displayId, transport: transportOf(config, timer), protocol: displayProtocols[config.protocol], encoding: config.text, timer })
}

function transportOf(config: WiredDisplay, timer: Timer): Transport {
  return config.transport === 'tcp' ? tcpTransport(config, timer) : serialTransport(config, timer)
}
