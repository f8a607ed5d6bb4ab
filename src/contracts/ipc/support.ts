import { z } from 'zod'
import { command } from './define.ts'

export const supportFileView = z.strictObject({ name: z.string().max(100), bytes: z.int().nonnegative() })

/** A bundle that is made and not yet kept: what is in it, file by file. */
export const supportBundleView = z.strictObject({
  id: z.string().max(64),
  files: z.array(supportFileView).max(1000),
  /** Of the packed file. */
  bytes: z.int().nonnegative(),
})
export type SupportBundleView = z.infer<typeof supportBundleView>

/** Gathers a bundle, so that it can be looked at first. One at a time: the one before that was not kept goes. */
export const prepareSupport = command('prepare-support', { who: 'supportBundle', input: z.strictObject({}), output: supportBundleView })

/** Keeps what was looked at, in the data folder. `support.gone` when it is not there any more. */
export const saveSupport = command('save-support', {
  who: 'supportBundle',
  input: z.strictObject({ id: z.string().min(1).max(64), download: z.boolean() }),
  output: z.strictObject({
    name: z.string(),
    /** Where it lies on this machine. */
    path: z.string(),
    /** Base64, where it was asked for: a browser has its own folder for it. */
    content: z.exactOptional(z.string()),
  }),
})
