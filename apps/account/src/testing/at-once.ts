// What happens when the same is submitted twice at once. A POST route without its line does not compile; a title that is no test, and a
// test that submits nothing twice, fail at-once.unit.test.ts.
import type { PostRoute } from '../web/access.ts'

/** The title of the test that submits it twice at once; or why twice is as good as once. */
type AtOnce = { test: string } | { harmless: string }

const again = 'asked for again, twice at once: one message: %s'
const first = 'a form that sends a code, sent twice at once: one message: %s'
const proofs = 'a double click proves once and leads on both times'
const joint = 'the same person says yes twice at once: one of the two: %s'

export const posts: Readonly<Record<PostRoute, AtOnce>> = {
  'POST /sms/receipts/:receipt': {
    harmless: 'a receipt says what became of a message; another one says the same, or corrects a failure',
  },
  'POST /sign-in': { test: 'a double click, or the form sent again within a minute: one attempt, one message' },
  'POST /sign-in/portal': { harmless: 'each press is a trip of its own, and one browser comes back from one of them' },
  'POST /sign-in/no-code': {
    test: '“Tôi không nhận được mã của Cổng”: for who is away, once a trip, also when pressed twice at once',
  },
  'POST /sign-in/code': { test: 'two submits of the right code at once: one session' },
  'POST /sign-in/code/send-again': { test: again },
  'POST /sign-in/authenticator': {
    test: 'a code works once, in another attempt too; two submits at once open one session',
  },
  'POST /sign-in/passkey': { test: 'an answer counts once, in its own attempt, within 5 minutes' },
  'POST /lost-phone': { test: 'a new number asked for twice at once: one request, counted and told once' },
  'POST /lost-phone/code': { test: 'a wrong code changes nothing, the right one works once, also twice at once' },
  'POST /lost-phone/code/send': { test: again },
  'POST /not-me/:token': {
    test: 'a second press, also at once, has the same answer and does nothing more; looking again says that it is over',
  },
  'POST /sign-out': { test: 'signing out twice at once: one end, both read the same' },
  'POST /forgot-password': {
    test: 'a forgotten password asked for twice at once with one captcha: one reset, one message',
  },
  'POST /reset-password': { test: 'two submits at once set the password once' },
  'POST /reset-password/send-again': { test: again },
  'POST /reset-password/ask': { test: 'an approval asked for twice at once: one request' },
  'POST /register': { test: first },
  'POST /register/code': { test: 'two right codes at once make one account' },
  'POST /register/code/send-again': { test: again },

  'POST /my-account/reminder': { harmless: '“until tomorrow” said twice is until the same tomorrow' },
  'POST /my-account/opening-notices': { test: 'a wish pressed twice at once is one change: %s' },
  'POST /my-account/register-otp': { test: first },
  'POST /my-account/register-otp/code': {
    test: 'two right submits at once: one registration, one set of codes, no error',
  },
  'POST /my-account/register-otp/code/send-again': { test: again },
  'POST /my-account/recovery-codes': { test: 'made twice at once: one set' },
  'POST /my-account/phones/new': { test: first },
  'POST /my-account/phones/:id/edit': { test: first },
  'POST /my-account/phones/:id/delete': { test: 'deleted twice at once: one effect, the second is told' },
  'POST /my-account/phones/code': { test: 'the right code submitted twice at once: one change' },
  'POST /my-account/phones/code/send-again': { test: again },
  'POST /my-account/ways': { test: 'a wish pressed twice at once is one change: %s' },
  'POST /my-account/ways/authenticator': { test: 'two submits at once add it once' },
  'POST /my-account/ways/authenticator/remove': { test: 'a way removed twice at once is removed once: %s' },
  'POST /my-account/ways/passkeys/new': { test: 'a question is answered once, in its session, within 5 minutes' },
  'POST /my-account/ways/passkeys/:id/remove': { test: 'a way removed twice at once is removed once: %s' },
  'POST /my-account/password': { test: 'submitted twice at once: one change' },
  'POST /my-account/sessions/end': { test: 'where I am signed in; one of them ended, then all others, each once' },
  'POST /my-account/confirm': { test: first },
  'POST /my-account/confirm/authenticator': { test: proofs },
  'POST /my-account/confirm/passkey': { test: 'a passkey’s answer sent twice at once proves once: %s' },
  'POST /my-account/confirm/code': { test: 'the right code submitted twice at once: one proof, both go on' },
  'POST /my-account/confirm/code/send-again': { test: again },
  'POST /my-account/approvals': { test: 'decided twice at once: one counts' },
  'POST /my-account/approvals/joint': { test: joint },

  'POST /console/sign-in': { test: 'a code works once: the replay is refused, two at once give one session' },
  'POST /console/sign-in/passkey': { test: 'a question counts once, in its own browser, within 5 minutes' },
  'POST /console/confirm': { test: 'the code of the app sent twice at once proves once at the console' },
  'POST /console/confirm/passkey': { test: 'a passkey’s answer sent twice at once proves once: %s' },
  'POST /console/my-ways/passkeys/new': {
    test: 'an administrator’s passkey added, then removed, twice at once: once each',
  },
  'POST /console/my-ways/passkeys/:id/remove': {
    test: 'an administrator’s passkey added, then removed, twice at once: once each',
  },
  'POST /console/standby/open': { test: 'two administrators at once: one period; the second sees who did it and when' },
  'POST /console/standby/:id/extend': { test: 'two who extend at once: one extension, the second sees who did it' },
  'POST /console/standby/close': { test: 'closing: a reason, once, and half-finished sign-ins stop' },
  'POST /console/campaigns/new': { test: 'one form is one campaign, however often it is sent' },
  'POST /console/drills/new': { test: 'two who plan the same at once: one is planned' },
  'POST /console/drills/:id/cancel': { test: 'two who cancel one drill at once: one cancels, the second is told' },
  'POST /console/reconciliation/:period/:account': {
    test: 'two record a finding at once: one counts, the other reads who did it and when',
  },
  'POST /console/officers': { harmless: 'a search: it changes nothing' },
  'POST /console/officers/:id/suspend': { test: 'two suspend at once: one audit row; restoring needs a fresh proof' },
  'POST /console/officers/:id/restore': {
    test: 'two who restore, or end the sessions of, one person at once: each happens once',
  },
  'POST /console/officers/:id/end-sessions': {
    test: 'two who restore, or end the sessions of, one person at once: each happens once',
  },
  'POST /console/agencies/:code': { test: 'a help number saved twice at once: one change' },
  'POST /console/lists/officers': { test: 'two imports of the same list at once add everybody once' },
  'POST /console/lists/agencies': {
    test: 'two imports of the same agencies at once: both are told, each agency is there once',
  },
  'POST /console/relying-parties/new': { test: 'two at once with the same id: one is added' },
  'POST /console/relying-parties/:id': { test: 'two who change it at once: one change stands, the other is told' },
  'POST /console/relying-parties/:id/secret': {
    test: 'two new secrets at once: one is given, and it is the one that works',
  },
  'POST /console/relying-parties/:id/stop': { test: 'two who stop it, then resume it, at once: each happens once' },
  'POST /console/relying-parties/:id/resume': { test: 'two who stop it, then resume it, at once: each happens once' },
  'POST /console/policies': { test: 'a policy proposed, agreed to and ended, each by two at once: each happens once' },
  'POST /console/requests': { test: 'two decide at once: one counts, the other is told' },
  'POST /console/requests/joint': { test: joint },
  'POST /console/gateways': {
    test: 'the order is changed at run time, audited, and obeyed by the next message; twice is once',
  },
  'POST /console/gateways/test': {
    harmless: 'each press is a test message of its own, five an hour, to a number typed by hand',
  },
  'POST /console/audit': { harmless: 'a search: it changes nothing' },
}

/** One-time things that are no form: what comes back by GET, what machines ask for, what nodes do by themselves. */
export const others: Readonly<Record<string, string>> = {
  'a captcha’s solution': 'a solved puzzle is taken once, even by two at the same time',
  'a foreign captcha’s token': '%s: a token works once, though its vendor says twice that it is good',
  'the return from the portal': 'two returns from one trip at once: one session',
  'a code of the provider': 'a code works once, for ten at once too, with its own verifier',
  'a refresh token':
    'a refresh token works once: each renewal brings the next, of five at once one passes, a used one ends the family',
  'the session that answers a relying party': 'two who resume one request at once: one answer',
  'a recovery code': 'one recovery code in two resets at once sets one password',
  'a code on two nodes': 'one right code at once on two nodes opens one session',
  'two proofs of one attempt': 'two proofs of one sign-in at once: one session, and both lead on',
  'a free number': 'two people claim one free number at once: one gets it, the other is told',
  'the last two ways': 'of the last two, removed at once, one stays',
  'the last two administrators':
    'lesson 10: the last administrator cannot be suspended, also when two try each other at once',
  'the yes of two people': 'two at once are a first and a second; three at once no more than two',
  'an automatic opening': 'it opens once after 30 s, renews before the end, and is silent after eight hours',
  'a drill’s opening': 'the door opens at its time until its end, once on two nodes, and closes by itself',
  'a period’s report': 'figures are counted once at the end, and equal an independent count',
  'a message in the outbox': 'two nodes never send the same message',
  'an alarm': 'raised twice, told once',
  'an announcement': 'an extension and a wider scope tell only who was not covered yet; two nodes tell once',
  'a weekly summary':
    'Monday from 07:30: every unit administrator once, by mail, or SMS where there is none; of their own units',
}
