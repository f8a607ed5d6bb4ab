import { type Timer } from '../../drivers/device/index.ts'
import { fileTransport, serialTransport, tcpTransport, type Transport, usbTransport, winspoolTransport } from '../../drivers/transports/index.ts'
import { type PrinterAddress } from './address.ts'

/** The way to a printer, of receipts or of labels. Nothing is opened. */
export function transportOf(address: PrinterAddress, timer: Timer): Transport {
  switch (address.transport) {
    case 'tcp':
      return tcpTransport(address, timer)
    case 'file':
      return fileTransport(address.path)
    case 'serial':
      return serialTransport(address, timer)
    case 'usb':
      return usbTransport(address.at, timer)
    case 'winspool':
      return winspoolTransport(address.queue, timer)
  }
}
