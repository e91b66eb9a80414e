// The public look-up's counters hold across two nodes of the desk, and a node that starts afterwards knows them.
import { Browser } from '@motcua/web/testing/browser.ts'
import { afterAll, expect, test } from 'vitest'
import { buildTestDesk } from './testing/build-app.ts'

const desk = await buildTestDesk()
const other = await desk.another()
afterAll(async () => {
  await other.close()
  await desk.close()
})

const look = async (node: typeof desk, address: string, code = '000.01.31.H09-200101-0001') => {
  const browser = new Browser(node.app)
  browser.address = address
  return (await browser.submit('/vi/look-up', '/vi/look-up', { code, figures: '0000' })).statusCode
}

test('look-ups: five wrong of a code over two nodes, the sixth waits on a third', async () => {
  for (let turn = 0; turn < 5; turn += 1) expect(await look(turn % 2 ? other : desk, `198.51.100.${turn}`)).toBe(422)
  const late = await desk.another()
  expect(await look(late, '198.51.100.9')).toBe(429)
  await late.close()
})

test('look-ups: of thirty at once from one address twenty are answered, whichever node they come to', async () => {
  const statuses = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      look(n % 2 ? other : desk, '203.0.113.5', `000.01.31.H09-200102-${String(1000 + n)}`),
    ),
  )
  expect([statuses.filter((s) => s === 422).length, statuses.filter((s) => s === 429).length]).toEqual([20, 10])
})
