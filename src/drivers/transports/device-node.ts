import { realpath, stat } from 'node:fs/promises'

const lookMs = 1_000

/**
 * Calls `gone` when the file of an open device is no longer there. serialport reads a line that was pulled in the middle
 * of a read as "nothing yet", for ever: it neither tells of the loss nor rests (7 of 12 cables pulled that way). Only on
 * systems where a device is a file; the answer ends the watch.
 */
export function watchDeviceNode(path: string, gone: () => void): () => void {
  if (process.platform === 'win32') return () => undefined
  // What a name leads to now: the link itself may lead elsewhere as soon as the cable is back.
  const node = realpath(path).catch(() => path)
  const look = setInterval(() => {
    void node.then(stat).catch(() => {
      clearInterval(look)
      gone()
    })
  }, lookMs)
  look.unref()
  return () => clearInterval(look)
}
