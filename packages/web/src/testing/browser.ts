// A browser for tests: keeps cookies, follows nothing by itself, fills in the form token.
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'

export class Browser {
  readonly cookies = new Map<string, string>()
  readonly #app: FastifyInstance
  /** Where the browser's requests come from. */
  address = '203.0.113.10'

  constructor(app: FastifyInstance) {
    this.#app = app
  }

  async get(url: string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    return this.#keep(
      await this.#app.inject({ method: 'GET', url, cookies: this.#jar(), headers, remoteAddress: this.address }),
    )
  }

  /** Opens `page` first for its form token (and what its hidden fields hold), then posts to `url`. */
  async submit(
    page: string,
    url: string,
    fields: Record<string, string | string[]> = {},
  ): Promise<LightMyRequestResponse> {
    const shown = await this.get(page)
    return this.post(url, { ...hiddenFields(shown.body, url), ...fields })
  }

  /** The form of `page`, sent to `url` twice at once: gives both answers. */
  async submitTwice(page: string, url: string, fields: Record<string, string> = {}): Promise<LightMyRequestResponse[]> {
    const shown = await this.get(page)
    const form = { ...hiddenFields(shown.body, url), ...fields }
    return Promise.all([this.post(url, form), this.post(url, form)])
  }

  async post(url: string, fields: Record<string, string | string[]>): Promise<LightMyRequestResponse> {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
    const answer = await this.#app.inject({
      method: 'POST',
      url,
      cookies: this.#jar(),
      headers,
      payload: body.toString(),
      remoteAddress: this.address,
    })
    return this.#keep(answer)
  }

  #jar(): Record<string, string> {
    return Object.fromEntries(this.cookies)
  }

  #keep(answer: LightMyRequestResponse): LightMyRequestResponse {
    for (const cookie of answer.cookies) {
      const gone = cookie.value === '' || (cookie.expires && cookie.expires.getTime() < Date.now())
      if (gone) this.cookies.delete(cookie.name)
      else this.cookies.set(cookie.name, cookie.value)
    }
    return answer
  }
}

/** The hidden fields of the form that posts to `action`. */
export function hiddenFields(html: string, action: string): Record<string, string> {
  const form = html.split('<form').find((part) => part.includes(`action="${action}"`)) ?? ''
  const found = form.split('</form>')[0]?.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g) ?? []
  return Object.fromEntries([...found].map((match) => [match[1] ?? '', decode(match[2] ?? '')]))
}

const decode = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&lt;', '<')
