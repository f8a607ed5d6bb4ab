import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { otherWays, sumOfWays, type CustomerLine, type CustomerView, type CustomerWays } from '../../contracts/ipc/index.ts'
import { onePiece } from '../../domain/quantity/index.ts'
import { nameIn } from '../state/names.ts'
import { Amount, formatMoney, formatQuantity, Mark, QrCode } from '../ui/index.ts'
import { type CustomerSource } from './connect-customer.ts'
import { CustomerLines } from './customer-lines.tsx'

function StoreName(props: { readonly view: CustomerView }) {
  return (
    <p className="flex items-center gap-3 text-[1.3rem] font-bold text-white">
      <Mark size={28} /> <span className="line-clamp-2 min-w-0">{props.view.storeName}</span>
    </p>
  )
}

/** Nobody is being served: the shop says its name, as large as the screen is. */
function Greeting(props: { readonly view: CustomerView }) {
  const { t } = useTranslation()
  return (
    <main data-testid="customer-idle" className="flex h-full flex-col bg-rail p-9 text-rail-ink">
      <StoreName view={props.view} />
      <div className="flex flex-1 flex-col items-center justify-center gap-4 text-center">
        <h1 className="text-[5.5rem] leading-none font-bold tracking-tight text-white">{t('customer.welcome')}</h1>
        <p className="text-[1.5rem]">{t('customer.welcomeHint')}</p>
      </div>
    </main>
  )
}

/** The line that was touched last, once more and large: from two metres away it is the only one that can be read. */
function JustNow(props: { readonly line: CustomerLine; readonly view: CustomerView }) {
  const { t } = useTranslation()
  const { line, view } = props
  return (
    <div>
      <p className="text-[1.15rem]">{t(line.returned === true ? 'customer.justReturned' : 'customer.justNow')}</p>
      <p className="mt-2 line-clamp-3 text-[2.5rem] leading-[1.12] font-bold tracking-tight text-white">{nameIn(line.names, view.language)}</p>
      {line.quantity !== onePiece && (
        <p className="number mt-3 text-[1.4rem]">
          {line.unit === 'each' ? `× ${formatQuantity(line.quantity, line.unit)}` : `${formatQuantity(line.quantity, line.unit)} ${t(`unit.${line.unit}`)}`}
        </p>
      )}
      <Amount value={line.total} currency={view.currency} symbol className="mt-2 block text-[2.5rem] leading-tight font-bold text-white" />
    </div>
  )
}

/** Our code, for the payer's own telephone. It stands where they look already, as large as the side is wide. */
function CodeToPay(props: { readonly code: NonNullable<CustomerView['codeToPay']>; readonly view: CustomerView }) {
  const { t } = useTranslation()
  const { code, view } = props
  return (
    <div aria-live="polite" data-testid="customer-code" className="flex flex-col items-center gap-3 text-center">
      <p className="text-[2rem] leading-tight font-bold tracking-tight text-white">{t('customer.scanToPay')}</p>
      <QrCode text={code.qr} label={t('customer.codeToPay')} size={250} />
      <Amount value={code.amount} currency={view.currency} symbol className="block text-[2.5rem] leading-tight font-bold text-white" />
      <p className="text-[1.15rem]">{t('customer.scanHint')}</p>
    </div>
  )
}

const finishedHints = { return: 'customer.returnedHint', void: 'customer.voidedHint' } as const

/** What this is, where nobody touched a line just now. */
function titleOf({ returned, itemCount }: CustomerView): 'customer.title' | 'customer.returnTitle' | 'customer.voidTitle' {
  if (returned === undefined || itemCount > 0) return 'customer.title'
  return returned.kind === 'void' ? 'customer.voidTitle' : 'customer.returnTitle'
}

function Side(props: { readonly view: CustomerView }) {
  const { t } = useTranslation()
  const { view } = props
  const last = view.lines.find(({ lineNo }) => lineNo === view.lastLineNo)
  return (
    <section aria-label={view.storeName} className="flex w-[25rem] shrink-0 flex-col bg-rail p-9 text-rail-ink">
      <StoreName view={view} />
      {view.customer !== undefined && <p data-testid="customer-name" className="mt-2 truncate text-[1.3rem] font-semibold text-white">{view.customer}</p>}
      <div className="flex flex-1 flex-col justify-center">
        {view.phase === 'finished' ? (
          <>
            <p className="text-[3.4rem] leading-tight font-bold tracking-tight text-white">{t('customer.thanks')}</p>
            <p className="mt-2 text-[1.3rem]">{t(view.returned === undefined ? 'customer.thanksHint' : finishedHints[view.returned.kind])}</p>
          </>
        ) : view.codeToPay !== undefined ? (
          <CodeToPay code={view.codeToPay} view={view} />
        ) : last === undefined ? (
          <p className="text-[2.5rem] leading-tight font-bold tracking-tight text-white">{t(titleOf(view))}</p>
        ) : (
          <JustNow line={last} view={view} />
        )}
      </div>
      {view.tax !== 0 && view.codeToPay === undefined && (
        <p className="number flex justify-between rounded-[0.9rem] bg-rail-raised px-5 py-4 text-[1.15rem]">
          <span>{t('customer.tax')}</span>
          <Amount value={view.tax} currency={view.currency} className="font-semibold text-white" />
        </p>
      )}
    </section>
  )
}

/** As large as it can stand beside its label: an amount is never cut, and a million needs more room than a croissant. */
function sizeOf(amount: number, currency: CustomerView['currency']): string {
  const { length } = formatMoney(amount, currency)
  return length <= 8 ? 'text-[4.5rem]' : length <= 11 ? 'text-[3.4rem]' : 'text-[2.5rem]'
}

const ways = ['cash', 'card', 'wallet', ...otherWays] as const
const sumOf = sumOfWays
const waysIn = (money: CustomerWays): readonly (typeof ways)[number][] => ways.filter((way) => (money[way] ?? 0) !== 0)

/** What stands beside the one large amount, and whose money it is: the customer's own is green. */
function result(view: CustomerView) {
  const { paid, payBack, total, phase, due } = view
  if (payBack !== undefined) {
    const [way, another] = waysIn(payBack)
    const by = another === undefined ? way : undefined
    return { label: by === undefined ? (`customer.${phase === 'finished' ? 'paidBack' : 'payBack'}` as const) : (`customer.${phase === 'finished' ? 'paidBack' : 'payBack'}.${by}` as const), amount: sumOf(payBack), isTheirs: true }
  }
  if (due !== undefined) return { label: 'customer.stillToPay', amount: due, isTheirs: false } as const
  if (paid === undefined) return { label: 'customer.total', amount: total, isTheirs: false } as const
  if (paid.change > 0) return { label: 'customer.change', amount: paid.change, isTheirs: true } as const
  return { label: 'customer.paid', amount: sumOf(paid), isTheirs: false } as const
}

/** The smaller sums. Where the shop pays back by several ways these are what counts, and how many goods there were is not. */
function Details(props: { readonly view: CustomerView }) {
  const { t } = useTranslation()
  const { view } = props
  const { paid, payBack, currency, returned, taken } = view
  // One way stands in the label beside the sum already; of cash with change nobody asks.
  const parts = taken ?? (paid === undefined || waysIn(paid).length < 2 ? undefined : paid)
  const cash = paid === undefined && payBack === undefined ? view.cashDue : undefined
  const back = payBack === undefined ? [] : waysIn(payBack)
  const isSplit = back.length > 1 || parts !== undefined
  return (
    <div className="text-[1.15rem] leading-[1.4] whitespace-nowrap text-ink-2">
      {view.itemCount > 0 && !isSplit && <p>{t('basket.items', { count: view.itemCount })}</p>}
      {returned !== undefined && (
        <p data-testid="customer-returned">
          {t('customer.returned')} <Amount value={-returned.total} currency={currency} />
        </p>
      )}
      {view.discount > 0 && !isSplit && (
        <p className="font-semibold text-info">
          {t('customer.save')} <Amount value={view.discount} currency={currency} />
        </p>
      )}
      {cash !== undefined && (
        <p className="font-semibold">
          {t('customer.inCash')} <Amount value={cash} currency={currency} />
        </p>
      )}
      {parts !== undefined && (
        <p data-testid="customer-parts" className="flex max-w-[30rem] flex-wrap gap-x-4">
          {waysIn(parts).map((way) => (
            <span key={way}>
              {t(`customer.way.${way}`)} <Amount value={parts[way] ?? 0} currency={currency} />
            </span>
          ))}
        </p>
      )}
      {parts === undefined && paid !== undefined && paid.change > 0 && (
        <p data-testid="customer-paid">
          {t('customer.paid')} <Amount value={sumOf(paid)} currency={currency} />
        </p>
      )}
      {payBack !== undefined &&
        back.length > 1 &&
        back.map((way) => (
          <p key={way} className="font-semibold">
            {t(`customer.back.${way}`)} <Amount value={payBack[way] ?? 0} currency={currency} />
          </p>
        ))}
    </div>
  )
}

function Sums(props: { readonly view: CustomerView }) {
  const { t } = useTranslation()
  const { view } = props
  const { label, amount, isTheirs } = result(view)
  // Beside the ways it is paid back by, which are read aloud, there is room for a smaller one.
  const isSplit = view.payBack !== undefined && waysIn(view.payBack).length > 1
  return (
    <footer className="flex h-[7.5rem] shrink-0 items-center justify-between gap-6 bg-sunken px-8">
      <Details view={view} />
      <output aria-atomic="true" className="flex shrink-0 items-center gap-5">
        <span className={`${isSplit ? 'max-w-[6rem]' : 'max-w-[9rem]'} text-end text-[1.15rem] leading-tight ${isTheirs ? 'font-semibold text-ok' : 'text-ink-2'}`}>{t(label)}</span>
        <Amount value={amount} currency={view.currency} symbol className={`leading-none font-bold tracking-tight ${isSplit ? 'text-[2.5rem]' : sizeOf(amount, view.currency)} ${isTheirs ? 'text-ok' : ''}`} />
      </output>
    </footer>
  )
}

/** What the customer sees. There is nothing on it to press. */
export function CustomerPage(props: { readonly source: CustomerSource }) {
  const { t } = useTranslation()
  const { view, connection } = useSyncExternalStore(props.source.subscribe, props.source.get)
  const away = connection === 'lost' || connection === 'refused'
  return (
    <div className="flex h-full flex-col">
      {away && (
        <p role="alert" data-testid={`customer-${connection}`} className="shrink-0 bg-warn-soft px-8 py-2 text-center text-[1.1rem] font-semibold text-warn">
          {t(connection === 'lost' ? 'customer.lost' : 'customer.refused')}
        </p>
      )}
      <div className="min-h-0 flex-1">
        {view === undefined ? (
          <main className="h-full bg-rail" />
        ) : view.phase === 'idle' ? (
          <Greeting view={view} />
        ) : (
          <main data-testid={`customer-${view.phase}`} className="flex h-full bg-surface">
            <h1 className="sr-only">{t(titleOf(view))}</h1>
            <Side view={view} />
            <div className="flex min-w-0 flex-1 flex-col">
              <CustomerLines view={view} />
              <Sums view={view} />
            </div>
          </main>
        )}
      </div>
    </div>
  )
}
