const formatters = new Map<string, Intl.DateTimeFormat>()

/** Minutes east of UTC in an IANA zone at a moment: by the zone's rules, not by the operating system's setting, which cashiers can change. */
export function offsetMinutes(timeZone: string, at: number): number {
  const formatter = formatters.get(timeZone) ?? newFormatter(timeZone)
  const parts = new Map<string, number>()
  for (const part of formatter.formatToParts(at)) parts.set(part.type, Number(part.value))
  const field = (name: string): number => parts.get(name) ?? 0
  const local = Date.UTC(field('year'), field('month') - 1, field('day'), field('hour'), field('minute'), field('second'))
  // Both in whole seconds: a rest of milliseconds would make London's offset -0, which has no canonical JSON.
  return (local - Math.floor(at / 1_000) * 1_000) / 60_000
}

function newFormatter(timeZone: string): Intl.DateTimeFormat {
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(timeZone, formatter)
  return formatter
}

/**
 * Epoch ms of a local time (YYYY-MM-DDTHH:MM) in an IANA zone. A time that the clocks skipped or had twice becomes one of
 * its neighbours' hour: no shop sells then, and a file that says so is not wrong enough to be refused.
 */
export function localMoment(at: string, timeZone: string): number {
  const asUtc = Date.parse(`${at}:00Z`)
  const guess = asUtc - offsetMinutes(timeZone, asUtc) * 60_000
  return asUtc - offsetMinutes(timeZone, guess) * 60_000
}
