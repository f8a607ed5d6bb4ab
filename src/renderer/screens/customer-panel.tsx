import { Check, Eraser, OctagonAlert, UserCheck, UserX } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { longestCustomerField } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { type CustomerDraft } from '../state/customer-work.ts'
import { FieldAside, Key, Shortcut } from '../ui/index.ts'
import { useGate } from './gated-key.tsx'

const fields = ['name', 'member', 'phone', 'mail', 'note'] as const

/** One of several: only the first takes the focus, or the one that is wrong. */
function Field(props: { readonly field: keyof CustomerDraft; readonly value: string; readonly wrong: boolean; readonly isDisabled?: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const { field, wrong } = props
  useEffect(() => {
    if (field === 'name') input.current?.focus()
  }, [field])
  useEffect(() => {
    if (wrong) input.current?.focus()
  }, [wrong])
  return (
    <div className="flex w-full flex-col gap-1 text-start">
      <label htmlFor={id} className="text-sm font-semibold text-ink-2">
        {t(`customer.field.${field}`)}
      </label>
      <div data-field className="flex items-center gap-2">
        <input
          ref={input}
          id={id}
          data-testid={`customer-${field}`}
          value={props.value}
          maxLength={field === 'limit' ? 16 : longestCustomerField[field]}
          disabled={props.isDisabled === true}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={wrong}
          onChange={(event) => acts.changeCustomer({ [field]: event.target.value })}
          className={`h-12 w-full min-w-0 rounded-key border bg-surface px-4 text-base font-medium text-ink disabled:text-ink-3 ${wrong ? 'border-danger' : 'border-line-strong'}`}
        />
        <FieldAside />
      </div>
      {wrong && (
        <span role="alert" className="flex items-start gap-1.5 text-sm font-semibold text-danger">
          <OctagonAlert aria-hidden="true" size={18} className="mt-px shrink-0" /> {t(`customer.wrong.${field}`)}
        </span>
      )}
    </div>
  )
}

/** One customer: what is written down of them, what they may owe, and the way to forget them. */
export function CustomerPanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => (state.work.kind === 'customer' ? state.work : undefined))
  const limitGate = useGate('setAccountLimit')
  if (work === undefined) return null
  const { draft, wrong, active, saving, id, erasing } = work
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-4">
      <div className="grid grid-cols-2 gap-x-4 gap-y-3">
        {fields.map((field) => (
          <div key={field} className={field === 'name' || field === 'note' ? 'col-span-2' : ''}>
            <Field field={field} value={draft[field]} wrong={wrong === field} />
          </div>
        ))}
        <Field field="limit" value={draft.limit} wrong={wrong === 'limit'} isDisabled={limitGate === 'never'} />
      </div>
      {id !== undefined && (
        <div className="flex flex-wrap gap-2">
          <Key testId="customer-active" look={active ? 'outline' : 'danger'} isPressed={!active} className="min-h-14 min-w-60 flex-1 gap-3 px-4 text-[15px] font-semibold" onPress={acts.toggleCustomerActive}>
            {active ? <UserCheck aria-hidden="true" size={20} /> : <UserX aria-hidden="true" size={20} />}
            <span className="flex-1 text-start">{t(active ? 'customer.putAway' : 'customer.takeBack')}</span>
            <Shortcut keys={labelOf('customerActive')} boxed />
          </Key>
          <Key testId="customer-erase" look={erasing === 0 ? 'outline' : 'danger'} isDisabled={saving} className="min-h-14 min-w-60 flex-1 gap-3 px-4 text-[15px] font-semibold" onPress={acts.eraseCustomer}>
            <Eraser aria-hidden="true" size={20} className="shrink-0" />
            <span aria-live="assertive" className="flex-1 text-start leading-tight">{t(`customer.erase.${erasing}`)}</span>
            <Shortcut keys={labelOf('customerErase')} boxed />
          </Key>
        </div>
      )}
      <Key testId="customer-save" look="accent" isDisabled={saving || draft.name.trim() === ''} className="mt-auto h-[76px] shrink-0 justify-center gap-3 text-xl font-bold" onPress={acts.saveCustomer}>
        <Check aria-hidden="true" size={26} /> {t(work.for === 'basket' ? 'customer.saveAndPut' : 'customer.keep')} <Shortcut keys={labelOf('enter')} boxed />
      </Key>
    </div>
  )
}
