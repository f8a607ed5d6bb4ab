import { type Names } from '../../domain/catalogue/index.ts'

export interface IndexedItem {
  readonly itemKey: number
  readonly id: string
  readonly names: Names
  readonly priced: boolean
}

export interface SearchIndex {
  /** Indexes an item in the transaction that saved it; nothing is written when neither its names nor its place changed. */
  put(item: IndexedItem, namesChanged: boolean): void
  /** Takes an item out; it may come back. */
  drop(itemKey: number): void
  /** Runs `save`, whose items put() takes in one by one: when nothing waited before, nothing waits after it. */
  keepingUp<T>(save: () => T): T
  rebuild(limit: number): number
  restart(): void
  rankedOn(): string | undefined
  /** Restarts unless it did so on that business date; true when it did now. */
  restartOn(businessDate: string): boolean
  /** Empties an index made by another version of the tokens. */
  dropOutdated(): void
}
