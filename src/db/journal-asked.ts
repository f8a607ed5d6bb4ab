/** The last entry of the page before: by business date and then by place, newest first, so what follows is older. */
export interface JournalPlace {
  readonly businessDate: string
  readonly epoch: number
  readonly seq: number
}

export interface JournalAsked {
  /** Business dates, YYYY-MM-DD, both included. */
  readonly from?: string
  readonly to?: string
  readonly operatorId?: string
  /** First words of types: `sale`, `basket`. Absent: all, those this version does not know too. */
  readonly areas?: readonly string[]
  /** A receipt number with or without its register, or the id of a sale, basket or payment. Whole, not its beginning. */
  readonly reference?: string
  readonly before?: JournalPlace
  readonly limit: number
}
