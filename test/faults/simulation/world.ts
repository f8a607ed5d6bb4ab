import { type Replicator } from '../../../src/main/replicator/index.ts'
import { type Chance } from '../chance.ts'
import { type ModelHeadOffice } from './model-head-office.ts'
import { type ModelRegister } from './model-register.ts'
import { type Network } from './network.ts'
import { type VirtualTime } from './virtual-time.ts'

export interface Till {
  readonly register: ModelRegister
  replicator: Replicator
  /** Milliseconds its clock is wrong by. */
  clockOff: number
}

export interface World {
  readonly time: VirtualTime
  readonly chance: Chance
  readonly headOffice: ModelHeadOffice
  readonly network: Network
  readonly tills: readonly Till[]
  /** Entries a register lost when it was restored, and head office had: they have to stay there. */
  readonly owed: Set<string>
  sales: number
}
