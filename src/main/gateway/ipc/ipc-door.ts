import { ipcMain, type WebContents } from 'electron'
import { type Broadcast, createAnswered, customerBroadcast, customerGate, type Gate, tillBroadcast } from '../index.ts'
import { isFromOurPage } from './sender.ts'

/** The one channel each way. Names inside it are the contract's; there is no channel a name. */
export const CALL_CHANNEL = 'tillwright:call'
export const EVENT_CHANNEL = 'tillwright:event'

/** A customer's window has channels of its own: what its preload can say, the till's page cannot be taken for. */
export const CUSTOMER_CALL_CHANNEL = 'tillwright:customer-call'
export const CUSTOMER_EVENT_CHANNEL = 'tillwright:customer-event'

export interface IpcDoorOptions {
  readonly gate: Gate
  readonly broadcast: Pick<Broadcast, 'listen'>
  readonly seat: string
  /** The only page that may call: the main frame of the till's own window, at the till's own origin. */
  readonly webContents: WebContents
  readonly isOurPage: (url: string) => boolean
}

/** One customer's window: it may ask for what a customer sees, and is told of nothing else. */
export function openCustomerDoor({ gate, broadcast, ...rest }: IpcDoorOptions): () => void {
  return openDoor(CUSTOMER_CALL_CHANNEL, CUSTOMER_EVENT_CHANNEL, { ...rest, gate: customerGate(gate), broadcast: customerBroadcast(broadcast) })
}

export function openIpcDoor(options: IpcDoorOptions): () => void {
  return openDoor(CALL_CHANNEL, EVENT_CHANNEL, { ...options, broadcast: tillBroadcast(options.broadcast) })
}

/** The only place that imports ipcMain: sender first, then the gate. */
function openDoor(call: string, told: string, { gate, broadcast, seat, webContents, isOurPage }: IpcDoorOptions): () => void {
  const answered = createAnswered()
  ipcMain.handle(call, async (event, raw: unknown) => {
    if (!isFromOurPage(event, { webContents, isOurPage })) throw new Error('not this till’s page')
    const reply = await gate(raw, seat)
    answered.add(reply)
    return reply
  })
  const stopListening = broadcast.listen((event, request) => {
    if (!webContents.isDestroyed() && !answered.has(request)) webContents.send(told, event)
  })
  return () => {
    ipcMain.removeHandler(call)
    stopListening()
  }
}
