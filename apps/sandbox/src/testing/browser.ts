// A browser for tests over real HTTP: keeps cookies, fills forms, follows nothing by itself.
export type Page = { status: number; location: string | null; text: string; headers: Headers }
export type Browser = {
  get: (url: string) => Promise<Page>
  /** Sends the form of `page` whose action ends with `action`, with its hidden fields and these values. */
  submit: (url: string, page: Page, action: string, values?: Record<string, string>) => Promise<Page>
}

export function createBrowser(language = 'vi'): Browser {
  const cookies = new Map<string, string>()
  async function send(url: string, options: RequestInit = {}): Promise<Page> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(options.headers as object), cookie, 'accept-language': language }
    const answer = await fetch(url, { ...options, headers, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) keep(cookies, line)
    const location = answer.headers.get('location')
    return {
      status: answer.status,
      location: location && new URL(location, url).href,
      text: await answer.text(),
      headers: answer.headers,
    }
  }
  return {
    get: (url) => send(url),
    submit(url, page, action, values = {}) {
      const form = page.text.split('<form').find((part) => part.includes(`action="${action}"`)) ?? ''
      const hidden = [...form.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
        name!,
        value!,
      ])
      const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...values })
      return send(new URL(action, url).href, { method: 'POST', body })
    },
  }
}

function keep(cookies: Map<string, string>, line: string) {
  const [pair = ''] = line.split(';')
  const [name = '', value = ''] = pair.split('=')
  if (/expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name)
  else cookies.set(name, value)
}
