import { accept, type Result } from '../../domain/errors/index.ts'
import { operatorAt } from '../queries/index.ts'
import { type CommandContext } from './command-context.ts'

/** Somebody is at the page. The writer notes that a command came; nothing is written. */
export function stay({ database, seat }: CommandContext): Result<Record<string, never>> {
  const operator = operatorAt(database, seat)
  return operator.ok ? accept({}) : operator
}
