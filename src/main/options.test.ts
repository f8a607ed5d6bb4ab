import { describe, expect, test } from 'vitest'
import { readOptions } from './options.ts'
import { startWords } from './words/index.ts'

const read = (...args: string[]) => readOptions(args, { data: 'here', demoStore: 'gb' })

describe('the options of a start', () => {
  test('[START-1] without any, the defaults; with some, those', () => {
    expect(read()).toEqual({ kind: 'options', options: { data: 'here', demoStore: 'gb', port: 0, reset: false, json: false, browser: false } })
    expect(read('--data', 'there', '--store', 'cn', '--printer', 'tcp://10.0.0.7', '--port', '8080', '--reset')).toMatchObject({
      kind: 'options',
      options: { data: 'there', demoStore: 'cn', printer: 'tcp://10.0.0.7', port: 8080, reset: true },
    })
    for (const scanner of ['none', 'hid:', 'serial:0c2e:0aaf']) expect(read('--scanner', scanner)).toMatchObject({ options: { scanner } })
    for (const display of ['none', 'simulated', 'serial:/dev/ttyS1?protocol=dm-d']) expect(read('--display', display, '--customer-window', 'always')).toMatchObject({ options: { display, customerWindow: 'always' } })
    for (const printer of ['none', 'file:/tmp/paper', 'tcp://till-printer:9100?profile=epson-80']) expect(read('--printer', printer).kind).toBe('options')
  })

  test('[START-2] a wrong word is named, before anything is started', () => {
    const wrong: readonly (readonly [readonly string[], string])[] = [
      [['--prnter', 'none'], 'There is no option --prnter.'],
      [['-x'], 'There is no option -x.'],
      [['extra'], '"extra" belongs to no option.'],
      [['--data'], '--data needs a value'],
      [['--reset=yes'], '--reset needs a value, and a switch takes none'],
      [['--store', 'fr'], '--store is cn or gb, not fr.'],
      [['--port', 'usual'], '--port is a number from 0 to 65535, not usual.'],
      [['--printer', 'nonsense'], 'the scheme of "nonsense" is wrong'],
      [['--second-printer', 'tcp://back'], 'stands beside a --printer of its own'],
      [['--printer', 'none', '--second-printer', 'tcp://back'], 'stands beside a --printer of its own'],
      [['--printer', 'tcp://front', '--second-printer', 'back'], '"back" is not'],
      [['--scale', 'serial:/dev/ttyS0?protocol=cas'], 'the division of'],
      [['--label-printer', 'tcp://192.0.2.9'], 'the language of'],
      [['--display', 'serial:/dev/ttyS1'], 'the protocol of'],
      [['--display', 'tcp://pole:1?protocol=led8n&text=ascii'], 'the text of'],
      [['--customer-window', 'maybe'], '--customer-window is always or never, not maybe.'],
      [['--scanner', 'gun'], '--scanner is serial:PORT'],
      [['--scanner', 'serial:/dev/ttyS0?baud=1'], 'the baud of "serial:/dev/ttyS0?baud=1" is wrong'],
      [['--printer', 'tcp://till:99999'], 'the port of "tcp://till:99999" is wrong'],
    ]
    for (const [args, sentence] of wrong) expect(read(...args), args.join(' ')).toMatchObject({ kind: 'wrong', sentence: expect.stringContaining(sentence) as string })
  })

  test('[START-3] help is asked for by either name, whatever stands beside it', () => {
    for (const args of [['--help'], ['-h'], ['--help', '--store', 'fr']]) expect(read(...args)).toEqual({ kind: 'help' })
  })

  test('[START-3] each option is in the help of both languages, and a wrong word is named in both', () => {
    for (const locale of ['en_GB.UTF-8', 'zh_CN.UTF-8']) {
      const words = startWords(locale)
      for (const option of ['--data', '--store', '--printer', '--second-printer', '--scanner', '--scale', '--display', '--customer-window', '--label-printer', '--head-office', '--enrolment-code', '--port', '--browser', '--reset']) expect(words.startHelp).toContain(option)
      for (const option of ['--data', '--store', '--printer', '--second-printer', '--display', '--head-office', '--enrolment-code', '--json']) expect(words.demoHelp).toContain(option)
      expect(readOptions(['--prnter'], { data: '' }, words)).toMatchObject({ sentence: expect.stringContaining('--prnter') as string })
    }
    expect(startWords('zh_CN.UTF-8').startHelp).toMatch(/\p{Script=Han}/u)
  })
})
