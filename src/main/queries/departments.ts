import { type Output } from '../../contracts/ipc/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { type QueryContext } from './query-context.ts'

export function departments({ reader }: QueryContext): Result<Output<'departments'>> {
  return accept({ departments: reader.departments().map(({ id, names, taxClass }) => ({ id, names: { ...names }, taxClass })) })
}
