import { z } from 'zod'
import { query } from './define.ts'
import { mendedView } from './mended.ts'
import { wedgeView } from './set-wedge.ts'
import { currencyView, layoutView, operatorView, takenCurrencyView, storedValueView, voucherKindView } from './views.ts'

/** What the sign-on screen needs. Demo PINs are there only when the database says mode=demo. */
export const register = query('register', {
  who: 'anyone',
  input: z.strictObject({}),
  output: z.strictObject({
    mode: z.enum(['demo', 'live', 'training']),
    registerId: z.string(),
    /** 0 until enrolled. */
    registerNumber: z.int(),
    storeName: z.string(),
    chainName: z.string(),
    currency: currencyView,
    /** IANA name. Clocks on the screen show the store's time, wherever the machine thinks it stands. */
    timeZone: z.string(),
    /** The store's first language, for a screen nobody has chosen a language on. */
    language: z.string(),
    layout: layoutView,
    /** Absent: the standard values. */
    wedge: z.exactOptional(wedgeView),
    /** It was moved to another machine and sells nothing here: since when (epoch ms), and where its file was put. */
    moved: z.exactOptional(z.strictObject({ at: z.number(), file: z.string() })),
    /** Its data were mended, and nobody has read so yet. */
    mended: z.exactOptional(mendedView),
    /** What is taken besides the store's own money. Absent: nothing. */
    currenciesTaken: z.exactOptional(z.array(takenCurrencyView)),
    voucherKinds: z.exactOptional(z.array(voucherKindView)),
    storedValue: z.exactOptional(storedValueView),
    /** `ofHeadOffice`: nothing of them is changed here, their PIN neither. `narrowed`: and since that was away for too long they may do no more than a cashier. */
    operators: z.array(operatorView.extend({ demoPin: z.string().optional(), ofHeadOffice: z.exactOptional(z.literal(true)), narrowed: z.exactOptional(z.literal(true)) })),
  }),
})
export type RegisterView = z.infer<typeof register.output>
