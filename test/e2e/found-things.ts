import { type FoundDevicesView } from '../../src/contracts/ipc/index.ts'

/** What a shop's machine may have plugged in; the one that this runs on has other things, or none. */
export const foundThings: FoundDevicesView = {
  found: [
    { bus: 'usb', address: 'usb:04b8:0e15:X3F4012345', name: 'EPSON TM-T20II', guess: 'printer', slots: ['printer', 'secondPrinter'], permitted: false },
    { bus: 'hid', address: 'hid:0c2e:0b61', name: 'Honeywell Xenon 1950', guess: 'scanner', slots: ['scanner'], permitted: true },
    { bus: 'serial', address: 'serial:0403:6001:A50285BI', name: 'FTDI · /dev/ttyUSB0', guess: 'unknown', slots: ['printer', 'secondPrinter', 'scale', 'scanner'], permitted: true },
  ],
  troubles: [],
}
