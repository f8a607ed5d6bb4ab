/**
 * One step of the schema. Numbered in tens, so that a hotfix on an older line finds a free number between two.
 * Released steps are frozen by `released.ts`: editing one leaves registers in the field with a schema no file describes.
 */
export interface Migration {
  readonly id: number
  readonly name: string
  /** SQL, run once, inside the one transaction of the whole run. */
  readonly up: string
}
