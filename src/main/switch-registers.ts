import { requestSchema } from '../contracts/ipc/index.ts'
import { type Broadcast, type Gate } from './gateway/index.ts'
import { type TrainingDesk } from './training/index.ts'

interface Doors {
  readonly gate: Gate
  readonly broadcast: Broadcast
  close(): Promise<void>
}

/** What is the customer's stays the shop's: they see that somebody is in training, and nothing of it. */
const customers = 'customer-view'

/**
 * The shop's register and the one for training behind one gate: while somebody is in training, every request goes to the copy
 * and what the shop's tells goes to nobody. Here and nowhere else it is decided, for every door at once.
 */
export function switchRegisters<R extends Doors>(shop: R, desk: TrainingDesk, broadcast: Broadcast): R {
  shop.broadcast.listen((event, request) => {
    if (!desk.isOn() || event.topic === customers) broadcast.pass(event, request)
  })
  return {
    ...shop,
    gate: (raw, seat) => {
      const request = requestSchema.safeParse(raw)
      const training = request.success && request.data.name === customers ? undefined : desk.gate()
      return (training ?? shop.gate)(raw, seat)
    },
    broadcast,
    async close() {
      await desk.close()
      await shop.close()
    },
  }
}
