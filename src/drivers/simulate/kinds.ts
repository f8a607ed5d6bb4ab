import { displayKind } from './display-kind.ts'
import { type SimulatedKind } from './kind.ts'
import { labelKind } from './label-kind.ts'
import { drawerKind, printerKind } from './printer-kind.ts'
import { scaleKind } from './scale-kind.ts'
import { scannerKind } from './scanner-kind.ts'
import { terminalKind } from './terminal-kind.ts'

/** What `npm run simulate -- NAME` can be. */
export const kinds: Readonly<Record<string, SimulatedKind>> = {
  printer: printerKind,
  drawer: drawerKind,
  scale: scaleKind,
  scanner: scannerKind,
  display: displayKind,
  terminal: terminalKind,
  label: labelKind,
}
