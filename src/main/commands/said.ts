/** An entry that says what is another way by what head office fed. */
export interface Said {
  /** Absent: `setting.changed`. */
  readonly type?: 'tax.rateAdded' | 'tax.rateWithdrawn' | 'permission.changed'
  readonly body: Readonly<Record<string, unknown>>
}
