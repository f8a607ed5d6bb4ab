import { ipcMain, type WebContents } from 'electron'
import { createAnswered, type Broadcast, type Gate } from '../index.ts'
import { isFromOurPage } from './sender.ts'

/** The one channel each way. Names inside it are the contract's; there is no channel a name. */
export const CALL_CHANNEL = 'tillwright:call'
export const EVENT_CHANNEL = 'tillwright:event'

export interface IpcDoorOptions {
  readonly gate: Gate
  readonly broadcast: Broadcast
  readonly seat: string
  /** The only page that may call: the main frame of the till's own window, at the till's own origin. */
  readonly webContents: WebContents
  readonly isOurPage: (url: string) => boolean
}

/** The only place that imports ipcMain: sender first, then the gate. */
export function openIpcDoor({ gate, broadcast, seat, webContents, isOurPage }: IpcDoorOptions): () => void {
  const answered = createAnswered()
  ipcMain.handle(CALL_CHANNEL, async (event, raw: unknown) => {
    if (!isFromOurPage(event, { webContents, isOurPage })) throw new Error('not this till’s page')
    const reply = await gate(raw, seat)
    answered.add(reply)
    return reply
  })
  const stopListening = broadcast.listen((event, request) => {
    if (!webContents.isDestroyed() && !answered.has(request)) webContents.send(EVENT_CHANNEL, event)
  })
  return () => {
    ipcMain.removeHandler(CALL_CHANNEL)
    stopListening()
  }
}
