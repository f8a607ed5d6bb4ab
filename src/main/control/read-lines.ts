import { type Socket } from 'node:net'

/** No request and no answer comes near it: beyond, somebody speaks another language. */
const longestLine = 64 * 1024

/**
 * The JSON of each line as it comes; undefined for a line that is none. Ends with the connection, or after the first line
 * that is too long.
 */
export function readLines(socket: Socket): AsyncIterable<unknown> {
  const waiting: unknown[] = []
  let ended = false
  let tell: () => void = () => undefined
  let rest = ''
  socket.setEncoding('utf8')

  const finish = (): void => {
    ended = true
    tell()
  }
  socket.on('data', (text: string) => {
    if (ended) return
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) waiting.push(line.length > longestLine ? undefined : parsed(line))
    if (rest.length > longestLine) {
      waiting.push(undefined)
      finish()
    }
    tell()
  })
  // Not by the stream's own iterator: leaving its loop would destroy the socket that the answer is to go out on.
  for (const event of ['end', 'close'] as const) socket.on(event, finish)

  return {
    async *[Symbol.asyncIterator]() {
      for (;;) {
        while (waiting.length > 0) yield waiting.shift()
        if (ended) return
        await new Promise<void>((resolve) => (tell = resolve))
      }
    },
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return undefined
  }
}
