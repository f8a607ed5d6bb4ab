import { expect, test } from 'vitest'
import { headOfficeAddress } from './head-office-address.ts'

test.each([
  ['https://head-office.example', 'https://head-office.example'],
  ['  HTTPS://Head-Office.Example:443/ ', 'https://head-office.example'],
  ['https://head-office.example:04470', 'https://head-office.example:4470'],
  ['https://192.0.2.7:4470', 'https://192.0.2.7:4470'],
  ['https://[2001:db8::7]:4470', 'https://[2001:db8::7]:4470'],
  ['https://总部.example', 'https://总部.example'],
  ['http://127.0.0.1:4470/', 'http://127.0.0.1:4470'],
  ['http://localhost', 'http://localhost'],
])('[STORE-10] %j is kept as %s', (written, kept) => {
  expect(headOfficeAddress(written)).toBe(kept)
})

test.each(['', 'head-office.example', 'http://head-office.example', 'http://192.0.2.7:4470', 'ftp://head-office.example', 'https://', 'https://ann:secret@head-office.example', 'https://head-office.example/till', 'https://head-office.example/?a=1', 'https://head-office.example:99999', 'https://999.999.1.1', 'https://head office.example', 'https://head-office.example\nhttps://other.example'])('[STORE-10] %j is an address no till sends to', (written) => {
  expect(headOfficeAddress(written)).toBeUndefined()
})
