/** Reads a JSON column back as what this room wrote into it. What comes from outside is checked at its own door, not here. */
export function fromStoredJson<T>(text: string): T {
  const value: unknown = JSON.parse(text)
  return value as T
}
