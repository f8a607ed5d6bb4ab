import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readProvision, provisionPlaces } from './provision.ts'
import { startWords } from './words/index.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tillwright-provision-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function read(content: unknown, locale = 'en'): unknown {
  const file = path.join(folder, 'till.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  try {
    return readProvision(file, [], startWords(locale))
  } catch (error) {
    return error instanceof Error ? error.message.replace(file, 'till.json') : error
  }
}

test('[SETUP-24] as many answers as somebody likes are taken, and Notepad\'s mark in front of them is no matter', () => {
  expect(read({})).toEqual({})
  expect(read('\uFEFF{"chainName":" Corner ","cutOffHour":3}')).toEqual({ chainName: 'Corner', cutOffHour: 3 })
  expect(read({ headOffice: { url: 'https://head.example', enrolmentCode: 'ABCD' }, owner: { name: 'Ada' } })).toMatchObject({ owner: { name: 'Ada' } })
})

test('[SETUP-25] a word nobody knows, a value that does not fit and a PIN are refused by name', () => {
  const refused: readonly (readonly [unknown, string])[] = [
    [{ cutOfHour: 3 }, 'a field "cutOfHour" that nobody knows'],
    [{ owner: { name: 'Ada', pin: '4711' } }, 'a field "owner.pin" that nobody knows'],
    [{ cutOffHour: 24 }, 'the value of "cutOffHour"'],
    [{ cutOffHour: '3' }, 'the value of "cutOffHour"'],
    [{ storeLines: ['x'.repeat(49)] }, 'the value of "storeLines.0"'],
    [{ currency: 'XYZ' }, 'the value of "currency"'],
    [{ taxPack: 'GB-1999' }, 'the value of "taxPack"'],
    [{ currency: 'GBP', taxPack: 'OWN-IN-50000-200000' }, 'the value of "taxPack"'],
    [{ timeZone: 'Europe/Nowhere' }, 'the value of "timeZone"'],
    [{ currency: 'GBP', cashRounding: 'CN-0.10-down' }, 'the value of "cashRounding"'],
    [{ currency: 'GBP', taxPack: 'CN-2019' }, 'the value of "taxPack" does not fit the currency'],
    [{ currency: 'EUR', catalogue: 'example' }, 'the value of "catalogue" does not fit the currency or the taxes'],
    [{ currency: 'GBP', taxPack: 'OWN-IN-200000-50000', catalogue: 'example' }, 'the value of "catalogue"'],
    [{ headOffice: 'soon' }, 'the value of "headOffice"'],
    ['{"chainName":', 'no provisioning file'],
    ['[]', 'no provisioning file'],
    ['', 'no provisioning file'],
  ]
  for (const [content, sentence] of refused) expect(read(content), JSON.stringify(content)).toContain(sentence)
  expect(read({ owner: 'Ada' })).toContain('the value of "owner"')
  expect(read({ headOffice: { url: 'https://head.example' } })).toContain('the value of "headOffice.enrolmentCode"')
  expect(read({ headOffice: { url: 'ftp://head', enrolmentCode: '' } })).toMatch(/"headOffice\.url"[^]*"headOffice\.enrolmentCode"/)
  expect(read({ cutOfHour: 3 }, 'zh_CN.UTF-8')).toContain('未知字段“cutOfHour”')
  expect(() => readProvision(path.join(folder, 'nowhere.json'), [], startWords('en'))).toThrow('no provisioning file')
})

test('[SETUP-25] a field that stands there twice is named, wherever it is: nobody knows which was meant', () => {
  const said = String(read('{"currency":"GBP","owner":{"name":"Ada","na\\u006de":"Bob"},"currency":"CNY"}'))
  expect([...said.matchAll(/^- [^"]*"([^"]+)" that stands there twice/gm)].map(([, field]) => field)).toEqual(['owner.name', 'currency'])
  // The same name in two objects, and names inside of text, are none.
  const good = '{"chainName":"{\\"owner\\": 1}","storeLines":["chainName","{","chainName"],"owner":{"name":"Ada"}}'
  expect(read(good)).toEqual(JSON.parse(good))
})

test('[SETUP-25] parts that do not fit together are refused, all of them, with every other wrong value; what fits is taken', () => {
  const clash = { currency: 'GBP', taxPack: 'CN-2019', catalogue: 'example', cutOffHour: 24 }
  expect([...String(read(clash)).matchAll(/^- [^"]*"([^"]+)"/gm)].map(([, field]) => field)).toEqual(['cutOffHour', 'taxPack', 'catalogue'])
  expect(read(clash, 'zh_CN.UTF-8')).toContain('“taxPack”的值不符合要求：与文件中的货币或税制不相符')
  for (const good of [{ currency: 'GBP', taxPack: 'GB-2011', catalogue: 'example' }, { currency: 'CNY', taxPack: 'CN-2019', catalogue: 'example' }, { catalogue: 'example' }, { currency: 'EUR', taxPack: 'OWN-EX-70000-0', catalogue: 'empty' }]) expect(read(good)).toEqual(good)
})

test('[SETUP-25] all that is wrong is said at once: whoever mends the file mends it once', () => {
  const said = String(read({ cutOfHour: 3, chainName: '', currency: 'GBP', taxPack: 'GB-1999', timeZone: 'Europe/Nowhere', cashRounding: 'CN-0.10-down', cutOffHour: 24, devices: { printer: 'tcp://', kettle: 'usb:04b8:0e15' } }))
  const fields = [...said.matchAll(/^- [^"]*"([^"]+)"/gm)].map(([, field]) => field)
  expect(fields).toEqual(['cutOfHour', 'chainName', 'cutOffHour', 'devices.kettle', 'taxPack', 'timeZone', 'cashRounding', 'devices.printer'])
  expect(said).toContain('nothing was set up')
})

test('[SETUP-30] devices are spelt as on the devices screen, and a wrong kind, driver or address is named with its place', () => {
  const devices = { printer: 'tcp://192.0.2.8:9100?profile=epson-80', cashDrawer: 'high', scale: 'serial:/dev/ttyS0?protocol=toledo-8217&division=5', scanner: 'hid:', customerDisplay: 'none', paymentTerminal: 'zvt://192.0.2.9:20007?currency=GBP' }
  expect(read({ devices })).toEqual({ devices })
  expect(read({ devices: {} })).toEqual({ devices: {} })
  const refused: readonly (readonly [unknown, string])[] = [
    [{ kettle: 'usb:04b8:0e15' }, 'a field "devices.kettle" that nobody knows'],
    [{ printer: 9100 }, 'the value of "devices.printer"'],
    [{ printer: '' }, 'the value of "devices.printer"'],
    [{ printer: 'parallel:LPT1' }, 'the value of "devices.printer" does not fit: its scheme'],
    [{ printer: 'tcp://192.0.2.8:99999' }, 'the value of "devices.printer" does not fit: its port'],
    [{ printer: 'usb:04b8:0e15?profile=nobody' }, 'the value of "devices.printer" does not fit: its profile'],
    [{ scale: 'serial:/dev/ttyS0?protocol=toledo-8217' }, 'the value of "devices.scale" does not fit: its division'],
    [{ scale: 'tcp://192.0.2.8:4001?protocol=guess&division=5' }, 'the value of "devices.scale" does not fit: its protocol'],
    [{ cashDrawer: 'shut' }, 'the value of "devices.cashDrawer" does not fit: its drawer'],
    [{ secondPrinter: 'simulated' }, 'the value of "devices.secondPrinter" does not fit: its simulator'],
    [{ paymentTerminal: 'zvt://192.0.2.9:20007?password=123456&currency=GBP' }, 'the value of "devices.paymentTerminal" does not fit: its password'],
  ]
  for (const [given, sentence] of refused) expect(read({ devices: given }), JSON.stringify(given)).toContain(sentence)
  const both = String(read({ devices: { printer: 'tcp://', scale: 'tcp://' } }))
  expect([both.includes('"devices.printer"'), both.includes('"devices.scale"')]).toEqual([true, true])
  // A password of a terminal's own is not repeated where a log may keep it.
  expect(read({ devices: { paymentTerminal: 'zvt://192.0.2.9:20007?password=123456' } })).not.toContain('123456')
})

test('[SETUP-26] it lies beside the program, else in the machine\'s own folder; none is no answers', () => {
  expect(provisionPlaces({ platform: 'linux', environment: {} })).toEqual(['/etc/tillwright/till.json'])
  expect(provisionPlaces({ platform: 'darwin', environment: {}, beside: '/Applications/T' })).toEqual(['/Applications/T/till.json', '/Library/Application Support/Tillwright/till.json'])
  expect(provisionPlaces({ platform: 'win32', environment: { PROGRAMDATA: 'D:\\Data' }, beside: 'C:\\T' })).toEqual(['C:\\T\\till.json', 'D:\\Data\\Tillwright\\till.json'])
  const file = path.join(folder, 'till.json')
  expect(readProvision(undefined, [file], startWords('en'))).toEqual({})
  writeFileSync(file, '{"chainName":"Corner"}')
  expect(readProvision(undefined, [path.join(folder, 'first.json'), file], startWords('en'))).toEqual({ chainName: 'Corner' })
})
