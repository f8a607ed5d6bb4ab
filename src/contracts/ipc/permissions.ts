import { z } from 'zod'
import { roles } from '../../domain/authority/index.ts'
// A page draws the matrix and says what a limit counts.
export { permissionKinds, permissions as permissionNames, roles, weakPinReasons, type Grant, type Permission, type Role } from '../../domain/authority/index.ts'
// What a discount takes off is one sum, wherever it is shown.
export { takenOff, type Discount } from '../../domain/basket/index.ts'
import { permissionView } from './approve.ts'
import { command, query } from './define.ts'

export const roleView = z.enum(roles)
/** Denied, with an approval each time, by oneself up to an amount in the permission's unit, or freely. */
export const grantView = z.union([z.enum(['no', 'ask', 'yes']), z.int().nonnegative()])

export const permissionsView = z.strictObject({
  /** In the order a screen lists them. `unit`: what a limit counts. */
  permissions: z.array(
    z.strictObject({
      permission: permissionView,
      unit: z.enum(['none', 'ppm', 'minor']),
      approvable: z.boolean(),
      /**
       * By role, in the order of `roles`. `kept`: it stays as it is, for it is the admins' own, or head office says so, or nobody of
       * another role could give rights back.
       */
      grants: z.array(z.strictObject({ role: roleView, grant: grantView, kept: z.exactOptional(z.enum(['admins', 'headOffice', 'last'])) })),
      /** Above it nobody acts alone. */
      secondPersonAbove: z.int().nonnegative().optional(),
      secondPersonKept: z.exactOptional(z.literal('headOffice')),
    }),
  ),
})
export type PermissionsView = z.infer<typeof permissionsView>

/** The store's whole matrix. */
export const permissionsQuery = query('permissions', { who: 'managePeople', input: z.strictObject({}), output: permissionsView })

/** Sets one cell. What no such cell may hold is `permission.invalid`, one that head office keeps `setting.ofHeadOffice`; admins cannot lose the managing of people. */
export const setPermission = command('set-permission', {
  who: 'managePeople',
  input: z.strictObject({ role: roleView, permission: permissionView, grant: grantView }),
  output: permissionsView,
})

/** Above that amount another operator has to approve it, whatever the role; without an amount there is no such limit. */
export const setSecondPerson = command('set-second-person', {
  who: 'managePeople',
  input: z.strictObject({ permission: permissionView, above: z.exactOptional(z.int().nonnegative()) }),
  output: permissionsView,
})

/**
 * What whoever is signed on may do, as far as a page can know it before the act: `ask`, with an approval each time; a number, by
 * themselves up to it, a second person's limit taken in. For drawing keys: main asks again, in the transaction of the act.
 * `awayHours`: only because head office was not reached for that long. `roles`: who may do by themselves what one's own role never does, so that a page can say whom to ask.
 */
export const ownRights = query('own-rights', {
  who: 'signedOn',
  input: z.strictObject({}),
  output: z.strictObject({ rights: z.array(z.strictObject({ permission: permissionView, grant: grantView, roles: z.exactOptional(z.array(roleView)), awayHours: z.exactOptional(z.int()) })) }),
})
export type OwnRightsView = z.infer<typeof ownRights.output>
