// An administrator in the race: opens, extends, closes, proposes and ends policies on pages that may be stale by the time they are sent.
import { type Administrator, type Console, enterConsole } from '../administrators.ts'
import { hidden, said } from '../browser.ts'
import type { Dice } from '../dice.ts'
import type { Answer, Front } from '../front.ts'

/** done: it says so · refused: a sentence · lost: the node died under it, nobody knows · broken: an answer that must not be. */
export type Told = { op: Op; how: 'done' | 'refused' | 'lost' | 'broken'; words: string; ms: number }
export type Op = 'open' | 'extend' | 'close' | 'propose' | 'agree' | 'end'

export type Actor = { act: (op: Op) => Promise<Told> }

type Place = {
  front: Front
  who: Administrator
  address: string
  dice: Dice
  scopes: readonly string[]
  policyScopes: readonly string[]
}

type Desk = { console: Console; pages: Map<string, string> }

/** The page before the form could not be had. */
class PageGone extends Error {
  readonly answer: Answer
  constructor(answer: Answer) {
    super(String(answer.status))
    this.answer = answer
  }
}

const base = '/vi/console/standby'
const policies = '/vi/console/policies'

export async function createActor(place: Place): Promise<Actor> {
  const { front, who, address, dice, scopes, policyScopes } = place
  // A form belongs to the browser that showed it: both hands of an administrator move to a new one together.
  let desk: Desk = { console: await enterConsole(front, who, address), pages: new Map() }

  /** A page seen before serves again for a while, as in a browser that was left open. */
  async function pageAt({ console, pages }: Desk, path: string): Promise<string> {
    const kept = pages.get(path)
    if (kept && dice.below(3) > 0) return kept
    const answer = await console.browser.get(path)
    if (answer.status !== 200) throw new PageGone(answer)
    pages.set(path, answer.text)
    return answer.text
  }

  const moves: Record<Op, (at: Desk) => Promise<Answer | undefined>> = {
    open: async (at) => {
      const scope = dice.pick(scopes)
      const page = await pageAt(at, `${base}/open`)
      const chosen: Record<string, string> = scope === 'everyone' ? { scope } : { scope: 'agencies', agency: scope }
      return send(at.console, `${base}/open`, page, { ...chosen, minutes: '60', people: '' })
    },
    extend: async (at) => {
      const path = pathOf(await pageAt(at, base), 'extend', dice)
      const page = path ? await pageAt(at, path) : ''
      // The form may name a newer period of the same door than the link did.
      const action = /action="([^"]+\/extend)"/.exec(page)?.[1]
      return action ? send(at.console, action, page, { minutes: '30' }) : undefined
    },
    close: async (at) => {
      const path = pathOf(await pageAt(at, base), 'close', dice)
      return path ? send(at.console, `${base}/close`, await pageAt(at, path), {}) : undefined
    },
    propose: async (at) =>
      send(at.console, policies, await pageAt(at, policies), {
        act: 'propose',
        agency: agencyOf(dice.pick(policyScopes)),
      }),
    agree: (at) => onPolicy(at, 'agree'),
    end: (at) => onPolicy(at, 'end'),
  }

  async function onPolicy(at: Desk, does: 'agree' | 'end'): Promise<Answer | undefined> {
    const page = await pageAt(at, policies)
    const forms = page.split('<form').filter((form) => form.includes(`value="${does}"`))
    if (forms.length === 0) return undefined
    return send(at.console, policies, `<form${dice.pick(forms)}`, { act: does })
  }

  async function act(op: Op): Promise<Told> {
    const started = performance.now()
    const answer = await moves[op](desk).catch((error: unknown) => {
      if (error instanceof PageGone) return error.answer
      throw error
    })
    const told = { op, ms: performance.now() - started }
    if (!answer) return { ...told, how: 'refused', words: 'nothing there to act on' }
    if (needsProof(answer)) await renew()
    return { ...told, ...meaningOf(answer) }
  }

  /** Proves anew; where even the session is over, signs in again. Both hands wait for one proof: each costs a code of the app. */
  let renewing: Promise<void> | undefined
  const renew = () => {
    renewing ??= proveAnew().finally(() => (renewing = undefined))
    return renewing
  }
  async function proveAnew(): Promise<void> {
    await desk.console.prove().catch(async () => {
      desk = { console: await enterConsole(front, who, address), pages: new Map() }
    })
    desk.pages.clear()
  }
  return { act }
}

const send = ({ browser }: Console, path: string, page: string, fields: Record<string, string>) => {
  const { seen = '', ...own } = hidden(page, path)
  return browser.post(path, { reason: 'Cổng không truy cập được', password: '', code: '', seen, ...own, ...fields })
}

const agencyOf = (scope: string) => (scope === 'everyone' ? '' : scope)

function pathOf(page: string, what: 'extend' | 'close', dice: Dice): string | undefined {
  const found = [...page.matchAll(new RegExp(`/vi/console/standby/[\\w-]{36}/${what}`, 'g'))].map(([path]) => path)
  return found.length > 0 ? dice.pick(found) : undefined
}

const needsProof = ({ status, headers, text }: Answer) =>
  (status === 303 && /console\/(confirm|sign-in)/.test(headers.location ?? '')) ||
  text.includes('Việc này cần xác thực lại')

function meaningOf(answer: Answer): Pick<Told, 'how' | 'words'> {
  const { status, headers, text } = answer
  if (status === 303) {
    const to = headers.location ?? ''
    return to.includes('done=')
      ? { how: 'done', words: to.split('done=')[1] ?? '' }
      : { how: 'refused', words: 'asked to prove anew' }
  }
  if (status === 502 || status === 504) return { how: 'lost', words: String(status) }
  if (status === 503) return { how: 'lost', words: 'the page of a service that is away' }
  const sentence = sentences.find((one) => text.includes(one))
  if (sentence && status >= 400 && status < 500) return { how: 'refused', words: sentence }
  return { how: 'broken', words: `${status} ${said(text).slice(0, 120)}` }
}

/** Of all sentences that the console may answer with, the parts that do not change. */
const sentences = [
  'Cửa đã được',
  'Cửa này đã được đóng trước đó',
  'gia hạn cần một quản trị viên thứ hai',
  'Cửa đã mở đủ 8 giờ liên tục',
  'Chỉ gia hạn được từ 5 đến',
  'Phạm vi này đã có đề nghị hoặc đang mở tự động',
  'Không còn đề nghị này, hoặc chính bạn đã đề nghị',
  'Việc này cần xác thực lại',
]
