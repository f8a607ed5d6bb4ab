import { type CounterView } from '../../contracts/ipc/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { counterViewOf } from './counter-view.ts'
import { type QueryContext } from './query-context.ts'

export function counter({ reader, seat }: QueryContext): Result<CounterView> {
  return counterViewOf(reader, seat)
}
