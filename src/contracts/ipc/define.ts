import { type z } from 'zod'
import { type Permission } from '../../domain/authority/index.ts'

/** Who may ask: anyone at the door, whoever is signed on at the seat, or an operator there whose role has this permission, or may ask for an approval of it. */
export type Who = 'anyone' | 'signedOn' | Permission

export interface Definition<Name extends string, Kind extends 'command' | 'query', Input extends z.ZodType, Output extends z.ZodType> {
  readonly name: Name
  /** A command runs on the writer, a query on the read-only worker. */
  readonly kind: Kind
  readonly who: Who
  readonly input: Input
  readonly output: Output
}

export function command<const Name extends string, Input extends z.ZodType, Output extends z.ZodType>(
  name: Name,
  parts: { who: Who; input: Input; output: Output },
): Definition<Name, 'command', Input, Output> {
  return { name, kind: 'command', ...parts }
}

export function query<const Name extends string, Input extends z.ZodType, Output extends z.ZodType>(
  name: Name,
  parts: { who: Who; input: Input; output: Output },
): Definition<Name, 'query', Input, Output> {
  return { name, kind: 'query', ...parts }
}
