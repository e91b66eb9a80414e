// The sign-in core in parts for `npm run mutate`: which files are changed, and which tests have to notice. Only those that are meant to speak
// for a part run: nearly every test of the service signs somebody in, and would be run for nearly every change.
const records = 'apps/account/src/records'

export const parts = {
  rules: {
    files: [`${records}/policies/decide.ts`, `${records}/standby/extension.ts`, `${records}/attempts/stage.ts`],
    tests: [`${records}/{policies,standby,attempts}/*.unit.test.ts`],
  },
  codes: {
    files: [`${records}/otp/{check-code,make-code,send-code,wrong-codes,store}.ts`],
    tests: [`${records}/otp/{answers,untold}.test.ts`, `${records}/otp/make-code.unit.test.ts`],
  },
  locks: {
    files: [`${records}/limits/{store,take-hit,per-address}.ts`],
    tests: [`${records}/limits/counters.test.ts`],
  },
  attempts: {
    files: [`${records}/attempts/{begin,candidate,errand,store}.ts`],
    tests: [`${records}/attempts/*.test.ts`],
  },
  periods: {
    files: [`${records}/standby/{store,covers}.ts`, `${records}/policies/store.ts`],
    tests: [`${records}/{standby,policies}/*.test.ts`],
  },
  sessions: {
    files: [`${records}/sessions/{store,open-session}.ts`],
    tests: [`${records}/sessions/*.test.ts`],
  },
  tokens: {
    files: ['apps/account/src/provider/{claims,grants,storage,session-rows}.ts'],
    tests: [
      'apps/account/src/provider/{claims,session-rows,storage}.test.ts',
      'apps/account/src/provider/grants.unit.test.ts',
    ],
  },
}
