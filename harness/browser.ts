// A person's browser without a screen: cookies with their paths, forms with their hidden fields; it follows nothing by itself.
import type { Answer, Front } from './front.ts'

export type Browser = {
  get: (path: string) => Promise<Answer>
  post: (path: string, fields: Record<string, string>) => Promise<Answer>
  /** What it holds under this name; '' where it holds nothing. */
  cookie: (name: string) => string
  /** Takes a cookie as if an answer had set it. */
  take: (line: string) => void
}

/** A fresh browser at `address`; paths may be absolute addresses of the service. */
export function openBrowser(front: Front, address: string): Browser {
  const cookies = new Map<string, Cookie>()
  const ask = async (method: string, target: string, more: Record<string, string> = {}, body = '') => {
    const path = pathOf(target)
    const cookie = [...cookies.values()].filter((one) => path.startsWith(one.path)).map((one) => one.pair)
    const headers = { ...usualHeaders, ...(cookie.length > 0 ? { cookie: cookie.join('; ') } : {}), ...more }
    const answer = await front.send({ method, path, headers, body, address })
    for (const line of answer.headers['set-cookie'] ?? []) keep(cookies, line)
    return answer
  }
  return {
    get: (path) => ask('GET', path),
    post: (path, fields) => ask('POST', path, formHeaders, new URLSearchParams(fields).toString()),
    take: (line) => keep(cookies, line),
    cookie: (name) => {
      const pair = [...cookies.values()].find((one) => one.pair.startsWith(`${name}=`))?.pair ?? '='
      return pair.slice(pair.indexOf('=') + 1)
    },
  }
}

const usualHeaders = {
  'accept-language': 'vi',
  'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36',
}
const formHeaders = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }

function pathOf(address: string): string {
  if (address.startsWith('/')) return address
  const { pathname, search } = new URL(address)
  return pathname + search
}

type Cookie = { pair: string; path: string }

function keep(cookies: Map<string, Cookie>, line: string): void {
  const [pair = '', ...attributes] = line.split(/;\s*/)
  const valueOf = (name: string) => attributes.find((text) => text.toLowerCase().startsWith(`${name}=`))?.split('=')[1]
  const path = valueOf('path') ?? '/'
  const key = `${pair.slice(0, pair.indexOf('='))} ${path}`
  const expires = valueOf('expires')
  const isGone = pair.endsWith('=') || (expires !== undefined && Date.parse(expires) < Date.now())
  if (isGone) cookies.delete(key)
  else cookies.set(key, { pair, path })
}

/** The hidden fields of the form that posts to `action`. */
export function hidden(html: string, action: string): Record<string, string> {
  const form = html.split('<form').find((part) => part.includes(`action="${action}"`)) ?? ''
  const inputs = form.split('</form>')[0]?.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g) ?? []
  return Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]))
}

/** The words of a page, for an error's message. */
export const said = (html: string): string =>
  /<main[\s\S]*/
    .exec(html)?.[0]
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300) ?? ''

/** An answer that is not as it should be; `step` is where. */
export class Unexpected extends Error {
  readonly step: string
  readonly answer: Answer
  constructor(step: string, answer: Answer) {
    super(
      `${step}: ${answer.status} ${answer.headers.location ?? ''} ${said(answer.text) || answer.text.slice(0, 200)}`,
    )
    this.step = step
    this.answer = answer
  }
}

/** Where the redirect leads; it must begin with `expected` (an address of ours without its origin). Throws `Unexpected`. */
export function onward(answer: Answer, step: string, expected: string): string {
  const { location = '' } = answer.headers
  const at = expected.startsWith('/') ? location.replace(/^https:\/\/[^/]+/, '') : location
  if ([302, 303].includes(answer.status) && at.startsWith(expected)) return location
  throw new Unexpected(step, answer)
}

/** The page's HTML. Throws `Unexpected` for anything but 200. */
export function expectPage(answer: Answer, step: string): string {
  if (answer.status !== 200) throw new Unexpected(step, answer)
  return answer.text
}
