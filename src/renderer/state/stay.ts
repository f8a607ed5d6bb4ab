/** Main counts commands as signs of life; somebody who only looks things up on the page sends none. */
const atMostEvery = 20_000

/** Tells main that somebody is there, as often as it wants to know and no more. `now`: milliseconds of a clock that never steps back. */
export function createStay(tell: () => void, signedOn: () => boolean, now: () => number): () => void {
  let last = Number.NEGATIVE_INFINITY
  return () => {
    if (!signedOn() || now() - last < atMostEvery) return
    last = now()
    tell()
  }
}
