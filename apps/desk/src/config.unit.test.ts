// Settings: what a trial may, and every refusal outside it.
import { SettingsRefused } from '@motcua/web/settings.ts'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

const good = {
  DESK_ORIGIN: 'https://motcua.binhduong.gov.vn',
  ACCOUNT_ORIGIN: 'https://taikhoan.binhduong.gov.vn',
  DESK_SECRET: 'k3mN8xQ2vB7wR5tY9uI1oP4aS6dF0gHj',
  DESK_CLIENT_SECRET: 'Z7xC5vB3nM1qW9eR8tY6uI4oP2aS0dFg',
  DESK_DATABASE_URL: 'postgres://desk@db/desk',
  TRUSTED_PROXIES: '10.0.0.1',
  HELP_CONTACT: '0274 3800 800',
}

test('reads good settings, with the usual ones filled in', () => {
  expect(readConfig(good)).toMatchObject({
    trial: false,
    DESK_PORT: 4001,
    DESK_CLIENT_ID: 'desk',
    TRUSTED_PROXIES: ['10.0.0.1'],
  })
})

test('a trial runs on one machine with the embedded database', () => {
  const { DESK_DATABASE_URL: _none, ...rest } = good
  const trial = {
    ...rest,
    MOTCUA_TRIAL: '1',
    DESK_ORIGIN: 'http://localhost:4001',
    ACCOUNT_ORIGIN: 'http://localhost:4000',
  }
  expect(readConfig(trial)).toMatchObject({ trial: true, DATA_FOLDER: 'data' })
})

test.each([
  ['no database', { DESK_DATABASE_URL: '' }, 'DESK_DATABASE_URL'],
  ['no proxy', { TRUSTED_PROXIES: '' }, 'TRUSTED_PROXIES'],
  ['nobody to call', { HELP_CONTACT: '' }, 'HELP_CONTACT'],
  ['a desk without https', { DESK_ORIGIN: 'http://motcua.binhduong.gov.vn' }, 'DESK_ORIGIN'],
  ['an account service without https', { ACCOUNT_ORIGIN: 'http://taikhoan.binhduong.gov.vn' }, 'ACCOUNT_ORIGIN'],
  ['both on one host', { ACCOUNT_ORIGIN: 'https://motcua.binhduong.gov.vn:8443' }, 'hostname of its own'],
  ['an address for an origin', { DESK_ORIGIN: 'https://motcua.binhduong.gov.vn/desk' }, 'DESK_ORIGIN'],
  ['a short secret', { DESK_SECRET: 'short' }, 'DESK_SECRET'],
  ['a sample secret', { DESK_SECRET: 'changeme-changeme-changeme-changeme' }, 'sample'],
  ['a short client secret', { DESK_CLIENT_SECRET: 'short' }, 'DESK_CLIENT_SECRET'],
  ['a sample client secret', { DESK_CLIENT_SECRET: 'sandbox-desk-secret-sandbox-desk-secret' }, 'sample'],
  ['a port that is none', { DESK_PORT: '99999' }, 'DESK_PORT'],
  ['office hours that are none', { OFFICE_HOURS: '8 to 5' }, 'OFFICE_HOURS'],
])('refuses %s, and names the setting', (_what, changed, named) => {
  expect(() => readConfig({ ...good, ...changed })).toThrow(SettingsRefused)
  expect(() => readConfig({ ...good, ...changed })).toThrow(named)
})
