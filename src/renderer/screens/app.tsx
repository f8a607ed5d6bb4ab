import { useScreen } from '../state/context.ts'
import { screenOf } from '../state/screen-state.ts'
import { FieldAsideContext } from '../ui/index.ts'
import { ClockBar } from './clock-bar.tsx'
import { ConnectionBar } from './connection-bar.tsx'
import { Counter } from './counter.tsx'
import { DiskAway } from './disk-away.tsx'
import { HealthBar } from './health-bar.tsx'
import { Locked, LockedBar } from './locked.tsx'
import { Setup } from './setup.tsx'
import { Moved } from './move.tsx'
import { SignOn } from './sign-on.tsx'
import { TrainingBar } from './training-bar.tsx'
import { KeyboardKey, TouchKeyboard } from './touch-keyboard.tsx'

export function App() {
  const screen = useScreen(screenOf)
  const setup = useScreen((state) => state.setup !== undefined)
  const training = useScreen((state) => state.training?.on === true)
  const away = useScreen((state) => state.health?.disk === 'away')
  const locked = useScreen((state) => state.health?.locked !== undefined)
  const known = useScreen((state) => state.counter !== undefined)
  return (
    <FieldAsideContext value={<KeyboardKey />}>
      <div data-testid={training ? 'training-frame' : undefined} className={`flex h-full flex-col ${training ? 'border-8 border-dashed border-training' : ''}`}>
        <TrainingBar />
        <ConnectionBar />
        <HealthBar />
        <LockedBar />
        <ClockBar />
        <div className="min-h-0 flex-1">{away ? <DiskAway /> : setup ? <Setup /> : screen === 'moved' ? <Moved /> : screen !== 'sign-on' ? <Counter /> : locked ? <Locked /> : known ? <SignOn /> : null}</div>
        <TouchKeyboard />
      </div>
    </FieldAsideContext>
  )
}
