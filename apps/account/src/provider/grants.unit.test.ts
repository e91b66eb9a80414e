// A grant is its id: who, for which party, what, in which session; nothing is kept of it.
import { expect, test } from 'vitest'
import { grantId, grantStorage, readGrantId } from './grants.ts'

const key = { accountId: 'a', clientId: 'mot-cua', scope: 'openid officer', sessionUid: 'u' }

test('read as it was made, and told apart from any other', () => {
  expect(readGrantId(grantId(key))).toEqual(key)
  const others = Object.keys(key).map((name) => grantId({ ...key, [name]: 'x' }))
  expect(new Set([grantId(key), ...others]).size).toBe(5)
  expect(grantId(key)).toMatch(/^[\w-]+$/)
})

test('what it does not say is empty', () => {
  const id = Buffer.from('[]').toString('base64url')
  expect(readGrantId(id)).toEqual({ accountId: '', clientId: '', scope: '', sessionUid: '' })
})

test('the library finds what the id says', async () => {
  const id = grantId(key)
  expect(await grantStorage().find(id)).toEqual({
    jti: id,
    kind: 'Grant',
    accountId: 'a',
    clientId: 'mot-cua',
    openid: { scope: 'openid officer' },
  })
})

test('nothing is written, used up or taken away', async () => {
  const grants = grantStorage()
  const id = grantId(key)
  await expect(grants.upsert(id, {}, 60)).resolves.toBeUndefined()
  await expect(grants.findByUid('u')).resolves.toBeUndefined()
  await expect(grants.findByUserCode('u')).resolves.toBeUndefined()
  await expect(grants.consume(id)).resolves.toBeUndefined()
  await expect(grants.destroy(id)).resolves.toBeUndefined()
  await expect(grants.revokeByGrantId(id)).resolves.toBeUndefined()
  expect(await grants.find(id)).toBeDefined()
})
