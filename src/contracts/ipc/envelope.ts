import { z } from 'zod'
import { refusalKinds } from '../../domain/errors/index.ts'

/**
 * The envelope is for ever: version, request id, name, input; and back an answer with the same id. New needs become
 * new optional fields. The seat is never in it: the door a request came through decides whose seat it is.
 * The id makes a request that is sent twice (a reconnect, a double tap) one act.
 */
export const requestSchema = z.strictObject({
  v: z.literal(1),
  id: z.uuid(),
  name: z.string().max(64),
  input: z.unknown(),
})

const refusalCodes = Object.keys(refusalKinds) as [keyof typeof refusalKinds, ...(keyof typeof refusalKinds)[]]

export const refusalSchema = z.strictObject({
  code: z.enum(refusalCodes),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

export const answerSchema = z.union([
  z.strictObject({ v: z.literal(1), id: z.uuid(), ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ v: z.literal(1), id: z.uuid(), ok: z.literal(false), refusal: refusalSchema }),
])
export type Answer = z.infer<typeof answerSchema>

/** What main broadcasts. Events tell that something changed; they never steer. */
export const eventSchema = z.strictObject({ v: z.literal(1), topic: z.string().max(64), payload: z.unknown() })
export type BroadcastEvent = z.infer<typeof eventSchema>
