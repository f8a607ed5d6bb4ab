import { type ActKit } from './act-kit.ts'
import { createBackupActs } from './backup-acts.ts'
import { type SaveBytes } from './download.ts'
import { createMoveActs } from './move-acts.ts'
import { type PinWaits } from './pin-waits.ts'
import { createSupportActs } from './support-acts.ts'

/** What is done with this till as a machine: copied for help, moved to another one, kept against the day its disk dies. */
export function createMachineActs(kit: ActKit, save: SaveBytes | undefined, waits: PinWaits) {
  return { ...createSupportActs(kit, save), ...createMoveActs(kit), ...createBackupActs(kit, waits) }
}
