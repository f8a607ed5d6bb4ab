import { z } from 'zod'
import { labelDpiView, labelSizeView } from './label.ts'

/** Broadcast on the topic `devices`, and answered to the query of the same name by the device room. */
export const deviceView = z.strictObject({
  id: z.string(),
  kind: z.enum(['printer', 'cashDrawer', 'scanner', 'scale', 'customerDisplay', 'labelPrinter', 'paymentTerminal', 'wallet']),
  name: z.string(),
  health: z.enum(['ready', 'degraded', 'offline', 'disconnected', 'unconfigured']),
  faults: z.array(z.string()),
  /** A cash drawer's only. `unknown`: it has no switch, or it has not been asked. */
  position: z.exactOptional(z.enum(['open', 'closed', 'unknown'])),
  /** A label printer's only: the roll that is in it, and its print head. */
  roll: z.exactOptional(z.strictObject({ size: labelSizeView, dpi: labelDpiView })),
  simulated: z.boolean(),
})
export const devicesView = z.strictObject({ devices: z.array(deviceView) })
export type DeviceView = z.infer<typeof deviceView>
export type DevicesView = z.infer<typeof devicesView>
