// Officers and the public are two audiences: one person's number may serve in both.
import type { Account } from '../../records/accounts/store.ts'

export const audienceOf = ({ kind }: Pick<Account, 'kind'>): 'officer' | 'public' =>
  kind === 'officer' ? 'officer' : 'public'
