/** An entry that cannot be read as what its type says. Caught at the ledger's own door, and told there. */
export class UnreadableBody extends Error {}

export type Fields = Readonly<Record<string, unknown>>

export function fieldsOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UnreadableBody()
  return value as Fields
}

export function integerOf(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new UnreadableBody()
  return value
}

export function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new UnreadableBody()
  return value
}

export function listOf(value: unknown): readonly Fields[] {
  if (!Array.isArray(value)) throw new UnreadableBody()
  return value.map(fieldsOf)
}

export function optional<T>(value: unknown, read: (value: unknown) => T): T | undefined {
  return value === undefined ? undefined : read(value)
}
