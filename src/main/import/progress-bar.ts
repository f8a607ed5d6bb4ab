/** Where a bar is drawn; a terminal, or a file that somebody reads later. */
export interface BarStream {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

export interface ProgressBar {
  /** `part` from 0 to 1. */
  update(rows: number, part: number): void
  /** Prints a line of its own above the bar. */
  line(text: string, stream: BarStream): void
  end(): void
}

const redrawMs = 100
const barWidth = 24
const stepsWithoutTerminal = 20

/**
 * On a terminal one line that is drawn again at most ten times a second; anywhere else a line at each twentieth, or a log
 * would be a thousand pictures of a bar. `say(rows, per second, seconds left)` finds the words.
 */
export function progressBar(stream: BarStream, now: () => number, say: (rows: number, perSecond: number, left: number) => string): ProgressBar {
  const began = now()
  const terminal = stream.isTTY === true
  let drawnAt = Number.NEGATIVE_INFINITY
  let step = 0
  let shown = ''

  function text(rows: number, part: number): string {
    const seconds = Math.max((now() - began) / 1000, 0.001)
    const left = part <= 0 ? 0 : Math.ceil((seconds / part) * (1 - part))
    const filled = Math.round(part * barWidth)
    const percent = `${Math.floor(part * 100)}`.padStart(3)
    return `[${'#'.repeat(filled)}${'-'.repeat(barWidth - filled)}] ${percent} % ${say(rows, Math.round(rows / seconds), left)}`
  }
  const wipe = (): void => {
    if (shown !== '') stream.write('\r\x1b[K')
  }

  return {
    update(rows, given) {
      const part = Math.min(1, Math.max(0, given))
      if (!terminal) {
        const reached = Math.floor(part * stepsWithoutTerminal)
        if (reached <= step) return
        step = reached
        stream.write(`${text(rows, part)}\n`)
        return
      }
      if (part < 1 && now() - drawnAt < redrawMs) return
      drawnAt = now()
      wipe()
      shown = text(rows, part).slice(0, (stream.columns ?? 80) - 1)
      stream.write(shown)
    },
    line(given, to) {
      if (to.isTTY === true) wipe()
      to.write(`${given}\n`)
      if (to.isTTY === true && shown !== '') stream.write(shown)
    },
    end() {
      if (shown !== '') stream.write('\n')
      shown = ''
    },
  }
}
