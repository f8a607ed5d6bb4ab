/** What a register whose writes fail is told, as JSON in its first argument. */
export interface WritingOptions {
  readonly data: string
  readonly headOffice: string
  /** The control: a till that says a sale is done before its commit. */
  readonly saysFirst: boolean
}
