import { Delete } from 'lucide-react'
import { type ReactNode } from 'react'
import { Group } from 'react-aria-components/Group'
import { Key } from './key.tsx'

export interface KeypadLabels {
  readonly group: string
  readonly clear: string
  readonly erase: string
}

/** Amounts count from the top like a calculator, PINs like a telephone; zero is at the bottom of both (measured fastest). */
const amountRows = [['7', '8', '9'], ['4', '5', '6'], ['1', '2', '3'], ['0', '00', '.']] as const
const digitRows = [['1', '2', '3'], ['4', '5', '6'], ['7', '8', '9']] as const

const digitKey = 'number min-h-16 justify-center text-[26px] min-[1800px]:text-[36px]'
const editKey = 'min-h-16 justify-center border border-line text-xl text-ink-2'

/** 7-8-9 with 00 and the point; the last column erases, clears, and holds `finish` over two rows. */
export function AmountKeypad(props: { readonly labels: KeypadLabels; readonly onKey: (key: string) => void; readonly onClear: () => void; readonly onErase: () => void; readonly finish: ReactNode }) {
  return (
    <Group aria-label={props.labels.group} className="grid min-h-0 flex-1 grid-cols-[1fr_1fr_1fr_1.25fr] grid-rows-4 gap-2">
      {amountRows.map((row, rowIndex) => (
        <div key={row[0]} className="contents">
          {row.map((key) => (
            <Key key={key} className={digitKey} onPress={() => props.onKey(key)}>
              {key}
            </Key>
          ))}
          {rowIndex === 0 && (
            <Key look="sunken" className={editKey} label={props.labels.erase} onPress={props.onErase}>
              <Delete aria-hidden="true" size={26} />
            </Key>
          )}
          {rowIndex === 1 && (
            <Key look="sunken" className={editKey} label={props.labels.clear} onPress={props.onClear}>
              C
            </Key>
          )}
          {rowIndex === 2 && <div className="row-span-2 grid">{props.finish}</div>}
        </div>
      ))}
    </Group>
  )
}

/** 1-2-3, with clear and erase beside the zero. */
export function DigitKeypad(props: { readonly labels: KeypadLabels; readonly onKey: (key: string) => void; readonly onClear: () => void; readonly onErase: () => void }) {
  return (
    <Group aria-label={props.labels.group} className="grid grid-cols-3 gap-2">
      {digitRows.flat().map((key) => (
        <Key key={key} className={digitKey} onPress={() => props.onKey(key)}>
          {key}
        </Key>
      ))}
      <Key look="sunken" className={editKey} label={props.labels.clear} onPress={props.onClear}>
        C
      </Key>
      <Key className={digitKey} onPress={() => props.onKey('0')}>
        0
      </Key>
      <Key look="sunken" className={editKey} label={props.labels.erase} onPress={props.onErase}>
        <Delete aria-hidden="true" size={26} />
      </Key>
    </Group>
  )
}
