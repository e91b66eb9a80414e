// The settings of the sandbox: what it refuses to start with.
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('it never starts in production, and says so in one sentence', () => {
  expect(() => readConfig({ NODE_ENV: 'production' })).toThrow(
    'The sandbox simulates the outside world and never starts with NODE_ENV=production.',
  )
})

test('settings have defaults, and bad ones are named', () => {
  expect(readConfig({})).toMatchObject({
    SANDBOX_PORT: 4002,
    PORTAL_PORT: 4003,
    ACCOUNT_ORIGIN: 'http://localhost:4000',
  })
  expect(() => readConfig({ SANDBOX_PORT: 'x' })).toThrow('SANDBOX_PORT')
  expect(() => readConfig({ ACCOUNT_ORIGIN: 'http://localhost:4000/' })).toThrow('ACCOUNT_ORIGIN')
  for (const text of ['{', '[{"label":"x"}]', '{"label":"x"}'])
    expect(() => readConfig({ SANDBOX_AUTHENTICATORS: text })).toThrow('SANDBOX_AUTHENTICATORS')
  const secret = 'GEZDGNBVGY3TQOJQ'
  expect(
    readConfig({ SANDBOX_AUTHENTICATORS: JSON.stringify([{ label: 'a', secret }]) }).SANDBOX_AUTHENTICATORS,
  ).toEqual([{ label: 'a', secret }])
})
