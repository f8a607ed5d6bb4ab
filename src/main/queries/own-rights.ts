import { type OwnRightsView } from '../../contracts/ipc/index.ts'
import { judge, permissions, roles, type Grant } from '../../domain/authority/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { operatorAt } from './may-ask.ts'
import { keptByAway } from './not-allowed.ts'
import { type QueryContext } from './query-context.ts'

/** Above a second person's limit nobody acts alone, whatever the role. */
function alone(grant: Grant, secondPersonAbove: number | undefined): Grant {
  if (secondPersonAbove === undefined || grant === 'no' || grant === 'ask') return grant
  return grant === 'yes' ? secondPersonAbove : Math.min(grant, secondPersonAbove)
}

/** Of the role of whoever is signed on. Of the others only whom to ask for what it never does. */
export function ownRights({ reader, seat }: QueryContext): Result<OwnRightsView> {
  const operator = operatorAt(reader, seat)
  if (!operator.ok) return operator
  return accept({
    rights: permissions.map((permission) => {
      const grant = alone(reader.grantFor(operator.value, permission), reader.secondPersonAbove(permission))
      if (grant !== 'no') return { permission, grant }
      const awayHours = keptByAway(reader, operator.value, permission)
      if (awayHours !== undefined) return { permission, grant, awayHours }
      return { permission, grant, roles: roles.filter((other) => judge({ grant: reader.grantOf(other, permission), amount: 0 }) === 'allowed') }
    }),
  })
}
