import { z } from 'zod'
import { settingBounds } from '../../domain/settings/index.ts'
import { command, query } from './define.ts'
import { chosenDevices } from './device-settings.ts'
import { passphrase } from './move.ts'
import { personName, pinView } from './people.ts'
import { receiptDocumentView } from './receipt.ts'
import { countryCodes, type CountryCode } from './setup-countries.ts'
import { currencyView } from './views.ts'

// How a shop's own rates are spelt, and which law holds for which money, is said once; the page only asks.
export { fitsCurrency, ownTaxPackId } from '../../domain/tax/index.ts'

const longestLine = settingBounds.line
export const paperLine = z.string().trim().min(1).max(longestLine)
/** A name or a line as it stands so far: nothing is refused while it is being typed. */
const unfinished = z.string().max(longestLine)
export const mostStoreLines = settingBounds.storeLines
export const mostFooterLines = settingBounds.footerLines

/** What stands around every receipt: the big name, the branch under it where it is another one, the lines of the address, and the last lines. */
export const storePaper = {
  chainName: paperLine,
  storeName: paperLine,
  storeLines: z.array(paperLine).max(mostStoreLines),
  receiptFooter: z.array(paperLine).max(mostFooterLines),
}

export const setupHeadOffice = z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(256), enrolmentCode: z.string().trim().min(1).max(64) })

/** Everything a new register has to know before it may sell, but for its owner. The same words as in till.json. */
export const setupAnswers = {
  language: z.enum(['en', 'zh-CN']),
  ...storePaper,
  currency: currencyView,
  /** Id of a tax pack, or of a shop's own rates (`OWN-IN-190000-70000`). */
  taxPack: z.string().max(64),
  /** Id of the rule for cash; `''`: to the last minor unit. */
  cashRounding: z.string().max(64),
  /** IANA name. */
  timeZone: z.string().max(64),
  /** The hour at which a business day ends. */
  cutOffHour: z.int().min(0).max(23),
  catalogue: z.enum(['empty', 'example']),
  headOffice: z.union([z.literal('later'), setupHeadOffice]),
  /** By slot; absent, or a slot that is not in it: nobody chose. */
  devices: z.exactOptional(chosenDevices),
}

/**
 * till.json: answers somebody gave beforehand, as many as they like. A person's PIN is none of them: a file lies about, and
 * whoever reads it would be the owner.
 */
export const provisionFile = z.strictObject({
  ...setupAnswers,
  owner: z.strictObject({ name: personName }),
}).partial()
export type Provision = z.infer<typeof provisionFile>

/** What the file may say besides: it answers no question of the screen. The authority is a file, meant from the one that names it. */
export const tillFile = z.strictObject({ ...provisionFile.shape, headOfficeCa: z.exactOptional(z.string().trim().min(1).max(4096)), headOfficeProxy: z.exactOptional(z.string().trim().min(1).max(1024)) })
export type TillFile = z.infer<typeof tillFile>

/** A register that was brought from another machine and lies whole beside this one, until the program is started again. */
export const takenOverView = z.strictObject({
  registerNumber: z.int(),
  chainName: z.string(),
  storeName: z.string(),
  /** Journal entries that head office has not acknowledged; they came along. */
  waiting: z.int(),
})

/** A register that was rebuilt from head office's copy of its journal, and lies whole beside this one until the program is started again. */
export const rebuiltView = z.strictObject({
  registerNumber: z.int(),
  chainName: z.string(),
  storeName: z.string(),
  /** Journal entries that head office gets from the new machine: what was done to rebuild it. */
  waiting: z.int(),
  /** No receipt number up to this one is given out any more: the lost machine may have given them. */
  receiptNumbersTo: z.int(),
})

const countryView = z.enum(countryCodes as readonly [CountryCode, ...CountryCode[]])

/** What a new register has to be told, and what is known already. Refuses `setup.done`, for ever, once it was told. */
export const setup = query('setup', {
  who: 'anyone',
  input: z.strictObject({}),
  output: z.strictObject({
    /** Answered beforehand by till.json. */
    provisioned: provisionFile,
    /** What this machine's own clock is set to, and the country that keeps that time. */
    machine: z.strictObject({ timeZone: z.string(), country: z.exactOptional(countryView) }),
    /** Rates of today in parts per million. */
    taxPacks: z.array(z.strictObject({ id: z.string(), priceMode: z.enum(['inclusive', 'exclusive']), rates: z.array(z.strictObject({ taxClass: z.string(), rate: z.int() })) })),
    cashRoundings: z.array(z.strictObject({ id: z.string(), currency: currencyView })),
    /** Where the example catalogue has prices. */
    examples: z.array(z.strictObject({ currency: currencyView, taxPack: z.string() })),
    /** Where head office answers, as the program was started with it: nobody types it anew. */
    headOfficeUrl: z.exactOptional(z.string()),
    /** Full paths of the moved registers that lie where one is put most often, the newest first. */
    moveFiles: z.array(z.string()),
    /** There: nothing else can be set up any more, and the next start goes on as this register. */
    takenOver: z.exactOptional(takenOverView),
    /** Likewise. */
    rebuilt: z.exactOptional(rebuiltView),
    /** While one is being rebuilt: entries that are here, of all that head office has. */
    rebuilding: z.exactOptional(z.strictObject({ done: z.int(), total: z.int() })),
  }),
})
export type SetupView = z.infer<typeof setup.output>

/**
 * Makes the store, its devices' settings and its first person, all of it or nothing. Refuses `setup.done`, `setup.invalid` {field} and
 * `pin.weak` {reason}. Head office may be out of reach: the register is set up all the same, and `headOffice` says so.
 */
export const setUp = command('set-up', {
  who: 'anyone',
  input: z.strictObject({ ...setupAnswers, owner: z.strictObject({ name: personName, pin: pinView }) }),
  output: z.strictObject({ operatorId: z.string(), headOffice: z.enum(['later', 'enrolled', 'unreachable', 'certificate', 'proxy', 'refused']) }),
})

/**
 * Unpacks a moved register beside this one, which is nobody's: the next start puts it in its place. Refuses `setup.done`,
 * `setup.takingOver` and `moveFile.*`; nothing is changed then, and it may be asked again.
 */
export const takeOver = command('take-over', {
  who: 'anyone',
  input: z.strictObject({ file: z.string().trim().min(1).max(4096), passphrase }),
  output: takenOverView,
})

/**
 * Makes the register of head office's copy of its journal, by a one-time code, beside this one, which is nobody's: the next start puts it in its place.
 * Refuses `setup.done`, `setup.takingOver`, `pin.weak`, `rebuild.*` and `headOffice.unreachable`; nothing of it is a register then, and the same code
 * may be sent again.
 */
export const rebuildRegister = command('rebuild-register', {
  who: 'anyone',
  input: z.strictObject({ ...setupHeadOffice.shape, manager: z.strictObject({ name: personName, pin: pinView }), /** Where the journal says none: the one it is asked in. */ language: z.exactOptional(z.enum(['en', 'zh-CN'])) }),
  output: rebuiltView,
})

/** The paper of a made-up sale with these words around it, as the printer would be given it. Of a new register anybody may ask. */
export const paperPreview = query('paper-preview', {
  who: 'setStore',
  input: z.strictObject({
    chainName: unfinished,
    storeName: unfinished,
    storeLines: z.array(unfinished).max(mostStoreLines),
    receiptFooter: z.array(unfinished).max(mostFooterLines),
    /** Absent: the register's own. */
    language: z.exactOptional(z.string().max(35)),
    currency: z.exactOptional(currencyView),
    taxPack: z.exactOptional(z.string().max(64)),
    timeZone: z.exactOptional(z.string().max(64)),
  }),
  output: z.strictObject({ document: receiptDocumentView }),
})
