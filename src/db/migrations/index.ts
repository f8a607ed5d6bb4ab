import { type Migration } from './migration.ts'
import { register0010 } from './0010-register.ts'
import { catalogue0020 } from './0020-catalogue.ts'
import { operators0030 } from './0030-operators.ts'
import { baskets0040 } from './0040-baskets.ts'
import { journal0050 } from './0050-journal.ts'
import { sales0060 } from './0060-sales.ts'
import { effects0070 } from './0070-effects.ts'
import { projections0080 } from './0080-projections.ts'
import { suspendedBaskets0090 } from './0090-suspended-baskets.ts'
import { counterGoods0100 } from './0100-counter-goods.ts'
import { registerSettings0110 } from './0110-register-settings.ts'
import { receipts0120 } from './0120-receipts.ts'
import { search0130 } from './0130-search.ts'
import { cashRounding0140 } from './0140-cash-rounding.ts'
import { logo0150 } from './0150-logo.ts'
import { saleByBasket0160 } from './0160-sale-by-basket.ts'
import { searchRanking0170 } from './0170-search-ranking.ts'
import { devices0180 } from './0180-devices.ts'
import { payments0190 } from './0190-payments.ts'
import { labels0200 } from './0200-labels.ts'
import { devices0210 } from './0210-devices.ts'
import { tares0220 } from './0220-tares.ts'
import { authority0230 } from './0230-authority.ts'
import { journalList0240 } from './0240-journal-list.ts'
import { people0250 } from './0250-people.ts'
import { secondFactor0260 } from './0260-second-factor.ts'
import { refunds0270 } from './0270-refunds.ts'
import { refundVerdicts0300 } from './0300-refund-verdicts.ts'
import { goodsRules0310 } from './0310-goods-rules.ts'
import { recalls0320 } from './0320-recalls.ts'
import { itemCategories0330 } from './0330-item-categories.ts'
import { taxRates0340 } from './0340-tax-rates.ts'
import { storeSettings0350 } from './0350-store-settings.ts'
import { moved0370 } from './0370-moved.ts'
import { ledger0380 } from './0380-ledger.ts'
import { payBack0400 } from './0400-pay-back.ts'
import { tenders0410 } from './0410-tenders.ts'
import { storedValue0420 } from './0420-stored-value.ts'
import { customers0430 } from './0430-customers.ts'
import { papers0440 } from './0440-papers.ts'
import { ledgerPosting0450 } from './0450-ledger-posting.ts'
import { layAways0460 } from './0460-lay-aways.ts'
import { training0470 } from './0470-training.ts'
import { refundDays0480 } from './0480-refund-days.ts'
import { saleContradictions0490 } from './0490-sale-contradictions.ts'
import { ledgerAgain0510 } from './0510-ledger-again.ts'
import { trainingSlips0530 } from './0530-training-slips.ts'
import { dayProofs0540 } from './0540-day-proofs.ts'
import { headOfficeQuarantine0550 } from './0550-head-office-quarantine.ts'
import { backups0560 } from './0560-backups.ts'
import { leftEpochs0570 } from './0570-left-epochs.ts'
import { feeds0580 } from './0580-feeds.ts'
import { feedRows0600 } from './0600-feed-rows.ts'
import { termsBefore0610 } from './0610-terms-before.ts'
import { away0620 } from './0620-away.ts'
import { fedTiles0640 } from './0640-fed-tiles.ts'
import { receiptOrder0660 } from './0660-receipt-order.ts'
import { notTaken0670 } from './0670-not-taken.ts'
import { customerOrder0680 } from './0680-customer-order.ts'

export { type Migration } from './migration.ts'
export { releasedChecksums } from './released.ts'

/** In the order they run. */
export const migrations: readonly Migration[] = [
  register0010,
  catalogue0020,
  operators0030,
  baskets0040,
  journal0050,
  sales0060,
  effects0070,
  projections0080,
  suspendedBaskets0090,
  counterGoods0100,
  registerSettings0110,
  receipts0120,
  search0130,
  cashRounding0140,
  logo0150,
  saleByBasket0160,
  searchRanking0170,
  devices0180,
  payments0190,
  labels0200,
  devices0210,
  tares0220,
  authority0230,
  journalList0240,
  people0250,
  secondFactor0260,
  refunds0270,
  refundVerdicts0300,
  goodsRules0310,
  recalls0320,
  itemCategories0330,
  taxRates0340,
  storeSettings0350,
  moved0370,
  ledger0380,
  payBack0400,
  tenders0410,
  storedValue0420,
  customers0430,
  papers0440,
  ledgerPosting0450,
  layAways0460,
  training0470,
  refundDays0480,
  saleContradictions0490,
  ledgerAgain0510,
  trainingSlips0530,
  dayProofs0540,
  headOfficeQuarantine0550,
  backups0560,
  leftEpochs0570,
  feeds0580,
  feedRows0600,
  termsBefore0610,
  away0620,
  fedTiles0640,
  receiptOrder0660,
  notTaken0670,
  customerOrder0680,
]
