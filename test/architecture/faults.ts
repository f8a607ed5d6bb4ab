/** A breach somebody might commit on a bad day: where, what, and which belts are enough to catch it. */
export interface Fault {
  readonly name: string
  readonly file: string
  readonly text: string
}

const type = (from: string, what: string): string => `import { type ${what} } from '${from}'\nexport type Planted = ${what}\n`
const value = (from: string, what: string): string => `import { ${what} } from '${from}'\nexport const planted = ${what}\n`

export const faults: readonly Fault[] = [
  { name: 'domain imports db (value)', file: 'src/domain/money/planted-1.ts', text: value('../../db/index.ts', 'openRegisterDatabase') },
  { name: 'domain imports db (type)', file: 'src/domain/money/planted-2.ts', text: type('../../db/index.ts', 'RegisterFacts') },
  { name: 'domain imports an npm package', file: 'src/domain/money/planted-3.ts', text: value('zod', 'z') },
  { name: 'domain imports node:fs', file: 'src/domain/money/planted-4.ts', text: value('node:fs', 'readFileSync') },
  { name: 'domain reads Date.now', file: 'src/domain/money/planted-5.ts', text: 'export const planted = Date.now()\n' },
  { name: 'domain reads Math.random', file: 'src/domain/money/planted-6.ts', text: 'export const planted = Math.random()\n' },
  { name: 'domain writes to the console', file: 'src/domain/money/planted-7.ts', text: "console.log('planted')\nexport const planted = 1\n" },
  { name: 'money imports basket (order)', file: 'src/domain/money/planted-8.ts', text: type('../basket/index.ts', 'Basket') },
  { name: 'a cycle of values', file: 'src/domain/tax/planted-9.ts', text: "import { planted } from './planted-10.ts'\nexport const other = () => planted\n" },
  { name: 'a cycle of values, other half', file: 'src/domain/tax/planted-10.ts', text: "import { other } from './planted-9.ts'\nexport const planted = () => other\n" },
  { name: 'past another room’s door', file: 'src/db/planted-11.ts', text: type('../domain/money/money.ts', 'Minor') },
  { name: 'past another domain folder’s door', file: 'src/domain/sale/planted-12.ts', text: type('../money/money.ts', 'Minor') },
  { name: 'renderer imports db', file: 'src/renderer/planted-13.ts', text: type('../db/index.ts', 'RegisterFacts') },
  { name: 'renderer imports a command', file: 'src/renderer/planted-14.ts', text: value('../main/commands/index.ts', 'scan') },
  { name: 'renderer imports electron', file: 'src/renderer/planted-15.ts', text: value('electron', 'ipcRenderer') },
  // In ui, whose project no other planted file reaches: an import of db would bring Node's globals along and hide it.
  { name: 'the page uses process', file: 'src/renderer/ui/planted-16.ts', text: 'export const planted = process.pid\n' },
  { name: 'renderer prices a basket', file: 'src/renderer/planted-17.ts', text: value('../domain/pricing/index.ts', 'priceBasket') },
  { name: 'drivers import db', file: 'src/drivers/planted-18.ts', text: type('../db/index.ts', 'RegisterFacts') },
  { name: 'drivers know a sale through main', file: 'src/drivers/planted-19.ts', text: value('../main/core/index.ts', 'connectCore') },
  { name: 'head office imports main', file: 'src/headoffice/planted-20.ts', text: type('../main/core/index.ts', 'Core') },
  { name: 'main imports head office', file: 'src/main/commands/planted-21.ts', text: value('../../headoffice/index.ts', 'startHeadOffice') },
  { name: 'db imports electron', file: 'src/db/planted-22.ts', text: value('electron', 'app') },
  { name: 'a command imports electron', file: 'src/main/commands/planted-23.ts', text: value('electron', 'app') },
  { name: 'a command imports a driver', file: 'src/main/commands/planted-24.ts', text: type('../../drivers/printer/index.ts', 'Printer') },
  { name: 'SQL outside db', file: 'src/main/commands/planted-25.ts', text: "import { type Database } from 'better-sqlite3'\nexport type Planted = Database\n" },
  { name: 'preload carries zod', file: 'src/preload/planted-26.ts', text: value('../contracts/ipc/index.ts', 'contract') },
  { name: 'the design system knows a screen', file: 'src/renderer/ui/planted-27.ts', text: type('../state/index.ts', 'Api') },
  { name: 'a floating promise', file: 'src/db/planted-28.ts', text: 'async function planted(): Promise<void> {}\nexport function other(): void {\n  planted()\n}\n' },
  { name: 'any', file: 'src/db/planted-29.ts', text: 'export function planted(value: any): string {\n  return String(value)\n}\n' },
  { name: 'as unknown as', file: 'src/db/planted-30.ts', text: 'export const planted = 1 as unknown as string\n' },
  { name: 'an enum', file: 'src/db/planted-31.ts', text: 'export enum Planted {\n  One,\n}\n' },
  { name: 'a default export', file: 'src/db/planted-32.ts', text: 'const planted = 1\nexport default planted\n' },
  { name: 'a switch that forgets a case', file: 'src/db/planted-33.ts', text: "export function planted(kind: 'a' | 'b'): number {\n  switch (kind) {\n    case 'a':\n      return 1\n  }\n  return 0\n}\n" },
  { name: 'a suppression without a date', file: 'src/db/planted-34.ts', text: '// @ts-ignore\nexport const planted: string = 1\n' },
  { name: 'product code leans on a test tool', file: 'src/db/planted-35.ts', text: value('fast-check', 'property') },
  { name: 'a file over 400 lines', file: 'src/db/planted-36.ts', text: Array.from({ length: 410 }, (_, line) => `export const planted${line} = ${line}\n`).join('') },
  { name: 'pounds added to yuan', file: 'src/domain/sale/planted-37.ts', text: "import { add, minor } from '../money/index.ts'\nexport const planted = add({ minor: minor(1), currency: 'GBP' }, { minor: minor(1), currency: 'CNY' })\n" },
]
