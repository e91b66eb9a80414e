// The peer in its own process, as its documentation sets it up: Better Auth on node:http with PostgreSQL, password, a code by message, OpenID.
// It reads its settings from PEER, tells its parent when it listens, and imports nothing of ours; its packages are this folder's own.
import { createServer } from 'node:http'
import { oauthProvider } from '@better-auth/oauth-provider'
import { hash, verify } from '@node-rs/argon2'
import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { toNodeHandler } from 'better-auth/node'
import { jwt, twoFactor } from 'better-auth/plugins'
import pg from 'pg'

const { databaseUrl, port, origin, secret, clientId, hashParameters } = JSON.parse(process.env.PEER)
const argon2id = {
  memoryCost: hashParameters.memoryKiB,
  timeCost: hashParameters.passes,
  parallelism: hashParameters.lanes,
  outputLen: 32,
}

const options = {
  baseURL: origin,
  secret,
  database: new pg.Pool({ connectionString: databaseUrl, max: 10 }),
  emailAndPassword: {
    enabled: true,
    password: {
      hash: (password) => hash(password, argon2id),
      verify: (typed) => verify(typed.hash, typed.password),
    },
  },
  // Its limit counts by address; ours stays on. In the peer's favour.
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  plugins: [
    twoFactor({
      // One second factor, so that it does not look for another.
      totpOptions: { disable: true },
      // The code goes to who plays in a header of the answer: nothing is sent. In the peer's favour.
      otpOptions: { storeOTP: 'hashed', sendOTP: ({ otp }, ctx) => ctx.setHeader('x-code', otp) },
    }),
    jwt({ jwks: { keyPairConfig: { alg: 'ES256' } }, disableSettingJwtHeader: true }),
    oauthProvider({
      loginPage: '/sign-in',
      consentPage: '/consent',
      scopes: ['openid', 'profile'],
      cachedTrustedClients: new Set([clientId]),
      silenceWarnings: { oauthAuthServerConfig: true, openidConfig: true },
    }),
  ],
}

const { runMigrations } = await getMigrations(options)
await runMigrations()
const auth = betterAuth(options)
await auth.$context
const handle = toNodeHandler(auth)
createServer((request, answer) => void handle(request, answer)).listen(port, '127.0.0.1', () => process.send('ready'))
// However the bench ends.
for (const event of ['SIGTERM', 'disconnect']) process.once(event, () => process.exit(0))
