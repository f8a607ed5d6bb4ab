import { type HeadOfficeFoundView } from '../../contracts/ipc/index.ts'
import { type Refusal } from '../../domain/errors/index.ts'

/** Another address for head office: what is typed, and who answers there. */
export type HeadOfficeWork =
  /** `at`: where this till sends now. `found` is of `asked`, and of nothing that was typed since. */
  | { readonly kind: 'headOffice'; readonly at: string; readonly looking: boolean; readonly asked: string; readonly found: HeadOfficeFoundView | undefined; readonly trouble: Refusal | undefined }
  /** Behind the PIN of whoever is signed on. */
  | { readonly kind: 'headOfficePin'; readonly at: string; readonly found: HeadOfficeFoundView; readonly sending: boolean; readonly trouble: Refusal | undefined }

/** What was found at the address that stands typed; undefined where nobody has looked at it yet. */
export function foundAt(work: Extract<HeadOfficeWork, { readonly kind: 'headOffice' }>, typed: string): HeadOfficeFoundView | undefined {
  return typed.trim() === work.asked ? work.found : undefined
}

/** Head office was asked by hand: whether anything got through, and when that was known. */
export type HeadOfficeTry = 'asking' | { readonly at: number; readonly gotThrough: boolean }
