import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../state/actions.ts'
import { useActs } from '../state/context.ts'
import { AmountKeypad, Key, Shortcut } from '../ui/index.ts'

/** The keypad of a panel whose Enter key does one thing. `missing`: what is wanted first, said small where the act would stand. */
export function AmountPad(props: {
  readonly act: string
  readonly missing: string | undefined
  readonly onPress: () => void
  readonly isDisabled: boolean
  /** Its name to a screen reader, where it types no amount of money. */
  readonly name?: string
  readonly testId?: string
}) {
  const { t } = useTranslation()
  const acts = useActs()
  return (
    <AmountKeypad
      labels={{ group: props.name ?? t('tender.keypad'), clear: t('keypad.clear'), erase: t('keypad.erase') }}
      onKey={acts.type}
      onClear={acts.clear}
      onErase={acts.erase}
      finish={
        <Key look="accent" isDisabled={props.isDisabled} className="flex-col justify-center gap-2 text-xl font-bold" onPress={props.onPress} {...(props.testId === undefined ? {} : { testId: props.testId })}>
          <Check aria-hidden="true" size={34} />
          {props.missing === undefined ? props.act : <span className="px-2 text-center text-[15px]">{props.missing}</span>}
          <Shortcut keys={labelOf('enter')} corner />
        </Key>
      }
    />
  )
}
