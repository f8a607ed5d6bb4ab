/** What a register whose steps are watched is told, as JSON in its first argument. */
export interface SteppingOptions {
  readonly data: string
  /** The parent's printer, `tcp://...`. */
  readonly printer: string
  readonly headOffice: string
  readonly enrolmentCode: string
  readonly does: 'everything' | 'nothing'
  /** The control: a till that prints before it commits. */
  readonly inkFirst: boolean
  /** Folder of the programs it consists of. */
  readonly parts: string
  /** Of the demo store, a file. */
  readonly catalogue: string
}
