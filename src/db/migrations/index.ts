import { type Migration } from './migration.ts'
import { register0010 } from './0010-register.ts'
import { catalogue0020 } from './0020-catalogue.ts'
import { operators0030 } from './0030-operators.ts'
import { baskets0040 } from './0040-baskets.ts'
import { journal0050 } from './0050-journal.ts'
import { sales0060 } from './0060-sales.ts'
import { effects0070 } from './0070-effects.ts'
import { projections0080 } from './0080-projections.ts'

export { type Migration } from './migration.ts'
export { releasedChecksums } from './released.ts'

/** In the order they run. */
export const migrations: readonly Migration[] = [
  register0010,
  catalogue0020,
  operators0030,
  baskets0040,
  journal0050,
  sales0060,
  effects0070,
  projections0080,
]
