import { ArrowBigUp, ChevronDown, Delete, Keyboard } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { useScreen, useScreenStore } from '../state/context.ts'
import { type ScreenStore } from '../state/screen-state.ts'
import { edit, erasedFrom, fieldInHand, letterRows, signRows, typedInto } from '../state/touch-keyboard.ts'
import { Key } from '../ui/index.ts'

/** On a field that the system's keyboard is kept from. */
const kept = 'data-keyboard-kept'

/** Put away, a tap on a field is for the system's own keyboard again. */
function closeKeyboard(store: ScreenStore): void {
  for (const field of document.querySelectorAll(`[${kept}]`)) {
    field.removeAttribute('inputmode')
    field.removeAttribute(kept)
  }
  store.setState({ keyboard: false })
}

/** Beside a field, where the last tap was a finger's: opens the keyboard for that field, or puts it away. */
export function KeyboardKey() {
  const { t } = useTranslation()
  const store = useScreenStore()
  const touching = useScreen((state) => state.touching)
  const open = useScreen((state) => state.keyboard)
  const place = useRef<HTMLSpanElement>(null)
  if (!touching) return null
  function toggle(): void {
    const field = place.current?.closest('[data-field]')?.querySelector('input')
    const same = field === document.activeElement
    if (open && same) closeKeyboard(store)
    else {
      // The system's own keyboard would come up over this one.
      if (field?.getAttribute('inputmode') === null) {
        field.setAttribute('inputmode', 'none')
        field.setAttribute(kept, '')
      }
      field?.focus()
      store.setState({ keyboard: true })
    }
  }
  return (
    <span ref={place} className="flex shrink-0">
      <Key testId="keyboard-key" look={open ? 'soft' : 'plain'} isExpanded={open} className="size-12 justify-center" label={t('keyboard.key')} onPress={toggle}>
        <Keyboard aria-hidden="true" size={24} />
      </Key>
    </span>
  )
}

const character = 'h-12 min-w-0 flex-1 justify-center text-xl font-semibold'
const worded = 'h-12 justify-center px-4 text-[15px] font-semibold'

/**
 * Letters for a till without a keyboard. It stands under the screen and not over it, so that no field is ever behind it. Letters
 * are Latin in every language; Chinese is written with the system's own input method, which comes up when the field is tapped.
 */
export function TouchKeyboard() {
  const open = useScreen((state) => state.keyboard)
  return open ? <Keys /> : null
}

function Keys() {
  const { t } = useTranslation()
  const store = useScreenStore()
  const [shift, setShift] = useState(false)
  const [signs, setSigns] = useState(false)
  useEffect(() => {
    fieldInHand(document)?.scrollIntoView({ block: 'center' })
  }, [])
  function type(text: string): void {
    const field = fieldInHand(document)
    if (field !== undefined) edit(field, (value, from, to, longest) => typedInto(value, from, to, text, longest))
    setShift(false)
  }
  function erase(): void {
    const field = fieldInHand(document)
    if (field !== undefined) edit(field, erasedFrom)
  }
  const rows = signs ? signRows : letterRows
  return (
    <Group aria-label={t('keyboard.label')} data-testid="touch-keyboard" className="flex shrink-0 flex-col gap-1.5 border-t border-line bg-canvas p-2">
      {rows.map((row, index) => (
        <div key={row} dir="ltr" className="flex gap-1.5">
          {index === 3 && (
            <Key testId="keyboard-shift" look={shift ? 'dark' : 'sunken'} isPressed={shift} isDisabled={signs} className="h-12 min-w-16 justify-center" label={t('keyboard.shift')} onPress={() => setShift(!shift)}>
              <ArrowBigUp aria-hidden="true" size={24} />
            </Key>
          )}
          {row.split('').map((plain) => {
            const key = shift ? plain.toUpperCase() : plain
            return (
              <Key key={plain} className={character} onPress={() => type(key)}>
                {key}
              </Key>
            )
          })}
          {index === 3 && (
            <Key look="sunken" className="h-12 min-w-16 justify-center" label={t('keypad.erase')} testId="keyboard-erase" onPress={erase}>
              <Delete aria-hidden="true" size={24} />
            </Key>
          )}
        </div>
      ))}
      <div className="flex items-center gap-1.5">
        <Key testId="keyboard-signs" look={signs ? 'dark' : 'sunken'} isPressed={signs} className={worded} label={t('keyboard.signs')} onPress={() => setSigns(!signs)}>
          {signs ? 'abc' : '#+='}
        </Key>
        <Key className={character} onPress={() => type('-')}>
          -
        </Key>
        <Key className="h-12 min-w-0 flex-[5] justify-center text-[15px] font-semibold" onPress={() => type(' ')}>
          {t('keyboard.space')}
        </Key>
        <Key className={character} onPress={() => type('.')}>
          .
        </Key>
        <Key testId="keyboard-done" look="accent" className={`gap-2 ${worded}`} onPress={() => closeKeyboard(store)}>
          <ChevronDown aria-hidden="true" size={20} /> {t('keyboard.done')}
        </Key>
      </div>
      <p className="text-center text-xs text-ink-2">{t('keyboard.ime')}</p>
    </Group>
  )
}
