/** An entry of this register that it does not have itself, as it was hashed. */
export interface TakenEntry {
  readonly prevHash: string
  readonly hash: string
  readonly text: string
}

/** `taken`: how many of those given. `fault`: why the next one was not. */
export interface EntriesTaken {
  readonly taken: number
  readonly documents: number
  readonly fault?: 'text' | 'hash' | 'register' | 'place' | 'unreadable'
}
