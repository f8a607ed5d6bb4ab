import { describe, expect, test } from 'vitest'
import { help, readOptions } from './options.ts'

describe('what head office is started with', () => {
  test('[HOS-1] without a word it is started with what most have', () => {
    const read = readOptions([])
    expect(read.ok && read.values).toMatchObject({ data: '.data/head-office', port: '4470', language: 'en' })
  })

  test.each([
    [['--time-zone', 'Mars/Olympus'], '--time-zone is a name such as Europe/London or Asia/Shanghai, not Mars/Olympus'],
    [['--time-zone', ''], '--time-zone is a name such as Europe/London'],
    [['--language', 'fr'], '--language is en or zh-CN, not fr'],
    [['--store', '  '], '--store and --chain need a name'],
    [['--port', 'abc'], '--port is a number from 0 to 65535, not abc'],
    [['--port', '65536'], '--port is a number from 0 to 65535, not 65536'],
    [['--port', ''], '--port is a number from 0 to 65535'],
    [['--backup-every', '0'], '--backup-every is a number of hours'],
    [['--tls-cert', 'cert.pem'], '--tls-cert and --tls-key go together'],
    [['--bogus'], '--help lists the options'],
    [['--data'], '--help lists the options'],
    [['word'], '--help lists the options'],
  ])('[HOS-2] %j is refused in words, before anything is made', (args, why) => {
    const read = readOptions(args)
    expect(read.ok ? '' : read.why).toContain(why)
  })

  test('[HOS-3] --help names every option that is taken', () => {
    const read = readOptions(['--help'])
    expect(read.ok && read.values.help).toBe(true)
    for (const option of ['data', 'port', 'store', 'chain', 'language', 'time-zone', 'let-in', 'backup-folder', 'listen', 'address', 'tls-cert', 'tls-key', 'behind-proxy', 'backup-every', 'backup-to', 'restore', 'check', 'restored']) expect(help).toContain(`--${option}`)
  })
})
