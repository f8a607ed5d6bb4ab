import { baggedKinds } from '../../contracts/ipc/index.ts'
import { screenOf, typingOn, type ScreenState } from './screen-state.ts'
import { type TypingKind } from './wedge.ts'

/** What is typed as things stand. Cash that leaves in a bag may have the bag scanned over its amount, and bags have numbers of plain digits. */
export function typingNow(state: ScreenState): TypingKind {
  const screen = screenOf(state)
  return screen === 'cashMove' && state.work.kind === 'cashMove' && baggedKinds.includes(state.work.move) ? 'bag' : typingOn(screen)
}
