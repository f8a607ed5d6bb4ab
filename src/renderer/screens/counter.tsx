import { useState, type ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { useScreen } from '../state/context.ts'
import { useMarked } from '../state/marked.ts'
import { screenOf } from '../state/screen-state.ts'
import { views, type Screen } from '../state/views.ts'
import { ApprovalPanel } from './approval-panel.tsx'
import { BackupLook, BackupPin } from './backup-look.tsx'
import { BackupFolder, Backups } from './backups.tsx'
import { BasketPanel } from './basket-panel.tsx'
import { CardPanel } from './card-panel.tsx'
import { CashClose } from './cash-close.tsx'
import { CashMove } from './cash-move.tsx'
import { CashText } from './cash-text.tsx'
import { Cash } from './cash.tsx'
import { CountPanel } from './count-panel.tsx'
import { AccountPanel } from './account-panel.tsx'
import { CustomerPanel } from './customer-panel.tsx'
import { Customers } from './customers.tsx'
import { DepartmentPanel } from './department-panel.tsx'
import { DeviceFind } from './device-find.tsx'
import { DeviceLog } from './device-log.tsx'
import { DeviceSetup } from './device-setup.tsx'
import { Devices } from './devices.tsx'
import { DiscountPanel } from './discount-panel.tsx'
import { FactorAskPanel } from './factor-ask.tsx'
import { Finish } from './finish.tsx'
import { DrawerPanel } from './drawer-panel.tsx'
import { GiftPanel } from './gift-panel.tsx'
import { GrantPanel } from './grant-panel.tsx'
import { GunPanel } from './gun-panel.tsx'
import { HandOver } from './hand-over.tsx'
import { HeadOfficeAddress, HeadOfficePin } from './head-office-address.tsx'
import { Journal } from './journal.tsx'
import { KeyOverlay } from './key-overlay.tsx'
import { LabelPanel } from './label-panel.tsx'
import { NoticeBar } from './notice.tsx'
import { MailReceipt } from './mail-receipt.tsx'
import { MailSettings } from './mail.tsx'
import { PayBack } from './pay-back.tsx'
import { NewItemPanel } from './new-item-panel.tsx'
import { PaymentPanel } from './payment-panel.tsx'
import { People } from './people.tsx'
import { PersonPanel } from './person-panel.tsx'
import { PinPanel } from './pin-panel.tsx'
import { PriceCheck } from './price-check.tsx'
import { Rail } from './rail.tsx'
import { RecallPanel } from './recall-panel.tsx'
import { Receipts } from './receipts.tsx'
import { ReturnItem, ReturnPrice } from './return-item.tsx'
import { ReturnSale } from './return-sale.tsx'
import { Returns } from './returns.tsx'
import { Rights } from './rights.tsx'
import { FactorPin, SecondFactor } from './second-factor.tsx'
import { Searching, Sell } from './sell.tsx'
import { SettingsList } from './settings-list.tsx'
import { LayAside } from './lay-aside.tsx'
import { LayAways } from './lay-aways.tsx'
import { MovePanel } from './move.tsx'
import { Support } from './support.tsx'
import { StoreSettings } from './store-settings.tsx'
import { SuspendPanel } from './suspend-panel.tsx'
import { SuspendedList } from './suspended-list.tsx'
import { TaxRatePanel } from './tax-rate-panel.tsx'
import { Taxes } from './taxes.tsx'
import { Templates } from './templates.tsx'
import { Tender } from './tender.tsx'
import { StoredValuePanel } from './stored-value-panel.tsx'
import { VoucherPanel } from './voucher-panel.tsx'
import { TopBar } from './top-bar.tsx'
import { Training } from './training.tsx'
import { VoidPanel } from './void-panel.tsx'
import { WeighPanel } from './weigh-panel.tsx'
import { LossWatch } from './loss-watch.tsx'
import { Reports } from './reports.tsx'
import { XReport } from './x-report.tsx'
import { ZReports } from './z-reports.tsx'

/** What stands in the work area for each view of the list: a view without its part does not compile. */
const parts: Readonly<Record<Exclude<Screen, 'sign-on' | 'setup' | 'moved'>, ComponentType>> = {
  approval: ApprovalPanel,
  sell: Sell,
  search: Searching,
  weigh: WeighPanel,
  discount: DiscountPanel,
  suspend: SuspendPanel,
  suspended: SuspendedList,
  layAside: LayAside,
  layAways: LayAways,
  department: DepartmentPanel,
  drawer: DrawerPanel,
  priceCheck: PriceCheck,
  newItem: NewItemPanel,
  recall: RecallPanel,
  label: LabelPanel,
  receipts: Receipts,
  gift: GiftPanel,
  mailReceipt: MailReceipt,
  returns: Returns,
  returnSale: ReturnSale,
  returnItem: ReturnItem,
  returnPrice: ReturnPrice,
  voidSale: VoidPanel,
  payBack: PayBack,
  journal: Journal,
  reports: Reports,
  lossWatch: LossWatch,
  cash: Cash,
  cashMove: CashMove,
  cashText: CashText,
  count: CountPanel,
  cashClose: CashClose,
  handOver: HandOver,
  xReport: XReport,
  zReports: ZReports,
  devices: Devices,
  deviceSetup: DeviceSetup,
  deviceFind: DeviceFind,
  deviceLog: DeviceLog,
  gun: GunPanel,
  settings: SettingsList,
  store: StoreSettings,
  templates: Templates,
  mail: MailSettings,
  rights: Rights,
  grant: GrantPanel,
  customers: Customers,
  customer: CustomerPanel,
  account: AccountPanel,
  people: People,
  person: PersonPanel,
  pin: PinPanel,
  factorAsk: FactorAskPanel,
  secondFactor: SecondFactor,
  factorPin: FactorPin,
  taxes: Taxes,
  taxRate: TaxRatePanel,
  support: Support,
  backups: Backups,
  backupFolder: BackupFolder,
  backup: BackupLook,
  backupPin: BackupPin,
  headOffice: HeadOfficeAddress,
  headOfficePin: HeadOfficePin,
  move: MovePanel,
  training: Training,
  tender: Tender,
  voucher: VoucherPanel,
  storedValue: StoredValuePanel,
  card: CardPanel,
  payment: PaymentPanel,
  finish: Finish,
}

/** The register in use: rail, work area, and the basket, which never leaves the screen. */
export function Counter() {
  const { t } = useTranslation()
  useMarked()
  const screen = useScreen(screenOf)
  const keysShown = useScreen((state) => state.keysShown)
  const listing = useScreen((state) => state.listing)
  const Part = screen === 'sign-on' || screen === 'setup' || screen === 'moved' ? undefined : parts[screen]
  const [railOpen, setRailOpen] = useState(false)
  return (
    <div className="flex h-full">
      <Rail className={railOpen ? 'flex' : 'hidden min-[1200px]:flex'} />
      <main data-testid={`view-${screen}`} aria-label={t('counter.work')} aria-busy={listing} className="flex min-w-0 flex-1 flex-col bg-canvas">
        <div className="relative px-4 pt-2">
          <TopBar onMenu={() => setRailOpen(!railOpen)} menuOpen={railOpen} />
          <NoticeBar className={`inset-x-4 ${views[screen].bar === 'scan' ? 'top-16' : 'top-2'}`} />
        </div>
        {keysShown ? <KeyOverlay /> : Part === undefined ? null : <Part />}
      </main>
      <BasketPanel />
    </div>
  )
}
