import { type Timer } from '../../drivers/device/index.ts'
import { type ConnectedScanner, hidPosScanner, nodeHidPort, serialScanner } from '../../drivers/scanner/index.ts'
import { serialTransport, tcpTransport, type Transport, usbWords } from '../../drivers/transports/index.ts'
import { type WiredScanner } from './scanner-config.ts'

export const scannerId = 'scanner:1'

/** Where it is, as a person would type it. */
export function scannerName(config: WiredScanner, timer: Timer): string {
  if (config.transport !== 'hid') return transportOf(config, timer).address
  return `hid:${config.which ? usbWords(config.which) : ''}`
}

/** Begins to look for it at once, and goes on for as long as it is not closed. */
export function openScanner(config: WiredScanner, timer: Timer): ConnectedScanner {
  const { encodings } = config
  if (config.transport === 'hid') {
    const { which } = config
    return hidPosScanner({
      id: scannerId,
      device: nodeHidPort(),
      timer,
      encodings,
      ...(which && { which: { vendorId: which.vendorId, productId: which.productId, ...(which.serial !== undefined && { serialNumber: which.serial }) } }),
    })
  }
  const { frame, beeps } = config
  return serialScanner({
    id: scannerId,
    transport: transportOf(config, timer),
    timer,
    frame,
    encodings,
    ...(beeps && { feedback: { good: Uint8Array.from(beeps.good), bad: Uint8Array.from(beeps.bad) } }),
  })
}

function transportOf(config: Exclude<WiredScanner, { readonly transport: 'hid' }>, timer: Timer): Transport {
  return config.transport === 'tcp' ? tcpTransport(config, timer) : serialTransport(config, timer)
}
