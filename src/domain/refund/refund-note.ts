/** Takes what must hold, and what to say when it does not. */
export type Note = (holds: boolean, problem: string) => void

export function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0)
}
