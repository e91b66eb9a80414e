// Every phone of the world and its messages, newest last; kept in memory, the oldest go first.
import { EventEmitter } from 'node:events'

/** `at` is ISO 8601 in UTC; `from` the sender's name as the phone shows it. */
export type Message = { at: string; from: string; text: string }
export type Phone = { number: string; messages: readonly Message[] }

export type Phones = {
  /** A message arrives; `number` as 0901234926. */
  receive: (number: string, from: string, text: string) => void
  /** Oldest first. */
  messages: (number: string) => readonly Message[]
  /** Phones with messages, the one with the newest first. */
  all: () => readonly Phone[]
  /** Calls `tell` with the number at each arrival, until the answer is called. */
  listen: (tell: (number: string, message: Message) => void) => () => void
}

const mostMessages = 30
const mostPhones = 5000

export function createPhones(now: () => number): Phones {
  const phones = new Map<string, Message[]>()
  const arrivals = new EventEmitter().setMaxListeners(0)
  return {
    receive(number, from, text) {
      const message = { at: new Date(now()).toISOString(), from, text }
      const messages = [...(phones.get(number) ?? []), message].slice(-mostMessages)
      // Deleted and set again, so that the map's order is the order of arrivals.
      phones.delete(number)
      phones.set(number, messages)
      if (phones.size > mostPhones) phones.delete(phones.keys().next().value!)
      arrivals.emit('message', number, message)
    },
    messages: (number) => phones.get(number) ?? [],
    all: () => [...phones].map(([number, messages]) => ({ number, messages })).toReversed(),
    listen(tell) {
      arrivals.on('message', tell)
      return () => arrivals.off('message', tell)
    },
  }
}
