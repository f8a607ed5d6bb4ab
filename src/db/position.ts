/** One integer that orders entries of all epochs. Safe in a double up to epoch 8191, which the schema checks. */
const EPOCH = 2 ** 40

export function positionOf(epoch: number, seq: number): number {
  return epoch * EPOCH + seq
}

export function epochOf(position: number): number {
  return Math.floor(position / EPOCH)
}

export function seqOf(position: number): number {
  return position % EPOCH
}
