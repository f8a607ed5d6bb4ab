export type FoundGuess = 'printer' | 'scanner' | 'scale' | 'unknown'

/** Who builds what, by USB vendor id: enough for a guess that a person then confirms. Adapters say nothing of what hangs on them. */
export const makers: Readonly<Record<number, { readonly name: string; readonly guess: FoundGuess }>> = {
  0x04b8: { name: 'Epson', guess: 'printer' },
  0x0519: { name: 'Star', guess: 'printer' },
  0x154f: { name: 'SNBC', guess: 'printer' },
  0x0dd4: { name: 'Custom', guess: 'printer' },
  0x1504: { name: 'Bixolon', guess: 'printer' },
  0x2730: { name: 'Citizen', guess: 'printer' },
  0x0c2e: { name: 'Honeywell', guess: 'scanner' },
  0x23d0: { name: 'Youjie', guess: 'scanner' },
  0x05e0: { name: 'Zebra / Symbol', guess: 'scanner' },
  0x05f9: { name: 'Datalogic', guess: 'scanner' },
  0x1eab: { name: 'Newland', guess: 'scanner' },
  0x0eb8: { name: 'Mettler-Toledo', guess: 'scale' },
  0x0403: { name: 'FTDI', guess: 'unknown' },
  0x067b: { name: 'Prolific', guess: 'unknown' },
  0x1a86: { name: 'QinHeng CH340', guess: 'unknown' },
  0x10c4: { name: 'Silicon Labs', guess: 'unknown' },
}
