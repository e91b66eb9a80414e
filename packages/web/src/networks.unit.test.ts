// Which network limits per address count.
import { expect, test } from 'vitest'
import { countedNetwork } from './networks.ts'

const cases: [string, string][] = [
  ['203.0.113.10', '203.0.113.10'],
  ['::ffff:203.0.113.10', '203.0.113.10'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8:0:0:ffff::', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:3:4:203.0.113.10', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['', ''],
]
test.each(cases)('%s counts as %s', (address, counted) => {
  expect(countedNetwork(address)).toBe(counted)
})
