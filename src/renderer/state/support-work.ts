import { type Output, type SupportBundleView } from '../../contracts/ipc/index.ts'

/** A bundle on its way to somebody who helps: made, looked at, kept. */
export interface SupportWork {
  readonly kind: 'support'
  /** Undefined while it is being gathered. `refused`: whoever is signed on may not. */
  readonly bundle: SupportBundleView | 'refused' | undefined
  readonly saving: boolean
  readonly saved: Pick<Output<'save-support'>, 'name' | 'path'> | undefined
}
