// Everybody whom the portal knows: found by what they type, by id, or by name and agency.
import type { Person } from './person.ts'

export type People = {
  /** How many there are. */
  count: number
  byLogin: (typed: string) => Person | undefined
  byId: (techId: string) => Person | undefined
  /** Everybody whose name or note holds each of the words, marks and case aside; nothing typed finds the first ones. */
  search: (words: string, most: number) => readonly Person[]
}

export function createPeople(list: readonly Person[]): People {
  const byLogin = new Map(list.flatMap((person) => person.logins.map((login) => [login, person] as const)))
  const byId = new Map(list.map((person) => [person.techId, person]))
  const searchable = list.map((person) => ({
    person,
    text: plain([person.name, person.note.vi, person.note.en].join(' ')),
  }))
  return {
    count: list.length,
    byLogin: (typed) => byLogin.get(typed.replace(/[\s.-]/g, '')),
    byId: (techId) => byId.get(techId),
    search(words, most) {
      const wanted = plain(words).split(/\s+/).filter(Boolean)
      const found = searchable.filter(({ text }) => wanted.every((word) => text.includes(word)))
      return found.slice(0, most).map(({ person }) => person)
    },
  }
}

/** "Nguyễn Đức" → "nguyen duc" */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd')
