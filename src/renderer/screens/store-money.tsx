import { Banknote, TicketCheck, Trash2 } from 'lucide-react'
import { type ReactNode } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { rateText, voucherOvers, type StoreView } from '../../contracts/ipc/index.ts'
import { useActs, useScreen } from '../state/context.ts'
import { fullDateText } from '../state/store-time.ts'
import { offeredCurrencies } from '../state/store-money-acts.ts'
import { Key } from '../ui/index.ts'
import { StoreLayAway } from './store-lay-away.tsx'
import { BesideField } from './beside-field.tsx'

function Field(props: { readonly testId: string; readonly label: string; readonly value: string; readonly maxLength: number; readonly onChange: (text: string) => void }) {
  return (
    <label className="flex flex-col gap-1.5 text-start text-sm font-semibold text-ink-2">
      {props.label}
      <input data-testid={props.testId} value={props.value} maxLength={props.maxLength} autoComplete="off" spellCheck={false} onChange={(event) => props.onChange(event.target.value)} className="h-14 w-full rounded-key border border-line-strong bg-surface px-4 text-lg font-medium text-ink" />
    </label>
  )
}

/** One of what is taken: its words, and the key that ends it. */
function Taken(props: { readonly testId: string; readonly name: string; readonly onEnd: () => void; readonly children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <li data-testid={props.testId} className="flex min-h-14 items-center gap-3 border-t border-line py-1">
      <span className="min-w-0 flex-1 text-[15px]">
        <span className="block font-bold">{props.name}</span>
        <span className="block text-sm text-ink-2">{props.children}</span>
      </span>
      <Key look="outline" className="h-12 shrink-0 gap-2 px-3 text-sm font-semibold" label={t('storeMoney.endOf', { name: props.name })} onPress={props.onEnd}>
        <Trash2 aria-hidden="true" size={18} /> {t('storeMoney.end')}
      </Key>
    </li>
  )
}

function Currencies(props: { readonly view: StoreView }) {
  const { t } = useTranslation()
  const acts = useActs()
  const language = useScreen((state) => state.language)
  const work = useScreen((state) => (state.work.kind === 'store' ? state.work : undefined))
  if (work === undefined) return null
  const { currency: home, currenciesTaken = [] } = props.view
  const { currency, rate, notesOnly } = work.money
  return (
    <section data-testid="store-currencies" className="flex flex-col gap-3 rounded-key border border-line bg-surface p-4">
      <h2 className="flex items-center gap-2 text-[15px] font-bold">
        <Banknote aria-hidden="true" size={20} /> {t('storeMoney.currencies')}
      </h2>
      {currenciesTaken.length > 0 && (
        <ul>
          {currenciesTaken.map((one) => (
            <Taken key={one.currency} testId={`currency-${one.currency}`} name={one.currency} onEnd={() => acts.endCurrency(one.currency)}>
              <bdi dir="ltr" className="number">{`1 ${one.currency} = ${rateText(one.rate, one.currency, home)} ${home}`}</bdi> · {fullDateText(one.rate.on, language)}
              {one.notesOnly && ` · ${t('storeMoney.notesOnly')}`}
            </Taken>
          ))}
        </ul>
      )}
      <Group aria-label={t('storeMoney.which')} className="flex flex-wrap gap-2">
        {offeredCurrencies(home).map((code) => (
          <Key key={code} testId={`choose-${code}`} look={code === currency ? 'soft' : 'outline'} isPressed={code === currency} className="h-12 min-w-16 justify-center px-3 font-semibold" onPress={() => acts.changeMoney({ currency: code })}>
            {code}
          </Key>
        ))}
      </Group>
      <BesideField>
        <Field testId="currency-rate" label={t('storeMoney.rate', { currency, home })} value={rate} maxLength={16} onChange={(text) => acts.changeMoney({ rate: text })} />
      </BesideField>
      <div className="flex gap-2">
        <Key testId="currency-notes" look={notesOnly ? 'soft' : 'outline'} isPressed={notesOnly} className="h-14 flex-1 justify-center px-3 font-semibold" onPress={() => acts.changeMoney({ notesOnly: !notesOnly })}>
          {t('storeMoney.notesOnly')}
        </Key>
        <Key testId="currency-save" className="h-14 flex-1 justify-center px-3 font-semibold" isDisabled={work.saving} onPress={acts.saveCurrency}>
          {t('storeMoney.take', { name: currency })}
        </Key>
      </div>
    </section>
  )
}

function Vouchers(props: { readonly view: StoreView }) {
  const { t } = useTranslation()
  const acts = useActs()
  const language = useScreen((state) => state.language)
  const work = useScreen((state) => (state.work.kind === 'store' ? state.work : undefined))
  if (work === undefined) return null
  const { voucherKinds = [] } = props.view
  const { en, zh, over } = work.money
  return (
    <section data-testid="store-vouchers" className="flex flex-col gap-3 rounded-key border border-line bg-surface p-4">
      <h2 className="flex items-center gap-2 text-[15px] font-bold">
        <TicketCheck aria-hidden="true" size={20} /> {t('storeMoney.vouchers')}
      </h2>
      {voucherKinds.length > 0 && (
        <ul>
          {voucherKinds.map((kind) => (
            <Taken key={kind.id} testId={`voucher-${kind.id}`} name={kind.names[language]} onEnd={() => acts.endVoucherKind(kind.id)}>
              {t(`storeMoney.over.${kind.over}`)}
            </Taken>
          ))}
        </ul>
      )}
      <BesideField>
        <Field testId="voucher-en" label={t('storeMoney.nameEn')} value={en} maxLength={40} onChange={(text) => acts.changeMoney({ en: text })} />
      </BesideField>
      <BesideField>
        <Field testId="voucher-zh" label={t('storeMoney.nameZh')} value={zh} maxLength={40} onChange={(text) => acts.changeMoney({ zh: text })} />
      </BesideField>
      <Group aria-label={t('storeMoney.over')} className="flex flex-col gap-2">
        {voucherOvers.map((one) => (
          <Key key={one} testId={`over-${one}`} look={one === over ? 'soft' : 'outline'} isPressed={one === over} className="min-h-12 px-4 text-start font-semibold" onPress={() => acts.changeMoney({ over: one })}>
            {t(`storeMoney.over.${one}`)}
          </Key>
        ))}
      </Group>
      <Key testId="voucher-save" className="h-14 justify-center px-3 font-semibold" isDisabled={work.saving} onPress={acts.saveVoucherKind}>
        {t('storeMoney.takeVoucher')}
      </Key>
    </section>
  )
}

/** What the store takes besides its own money: foreign notes at a rate, and vouchers by their kind. */
export function StoreMoney(props: { readonly view: StoreView }) {
  return (
    <>
      <Currencies view={props.view} />
      <Vouchers view={props.view} />
      <StoreLayAway view={props.view} />
    </>
  )
}
