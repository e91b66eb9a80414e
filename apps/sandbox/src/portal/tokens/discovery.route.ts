// What the portal publishes about itself: its addresses and its keys.
import type { FastifyInstance } from 'fastify'
import type { Portal } from '../portal.ts'
import { issuerOf } from './exchange-code.ts'

export function discoveryRoutes(app: FastifyInstance, portal: Portal): void {
  const { origin } = portal
  for (const path of ['/oauth2/oidcdiscovery', '/oauth2/token'])
    app.get(`${path}/.well-known/openid-configuration`, async () => ({
      issuer: issuerOf(portal),
      authorization_endpoint: `${origin}/oauth2/authorize`,
      token_endpoint: `${origin}/oauth2/token`,
      userinfo_endpoint: `${origin}/oauth2/userinfo`,
      jwks_uri: `${origin}/oauth2/jwks`,
      end_session_endpoint: `${origin}/oidc/logout`,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code'],
      subject_types_supported: ['public'],
      scopes_supported: ['openid'],
      acr_values_supported: ['LoA1'],
      prompt_values_supported: ['none', 'login'],
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['client_secret_post'],
      code_challenge_methods_supported: ['S256'],
      claims_supported: [
        'sub',
        'TechID',
        'LoaiTaiKhoan',
        'HoVaTen',
        'SoDinhDanh',
        'SoCMND',
        'NgayThangNamSinh',
        'GioiTinh',
        'SoDienThoai',
        'logoutUri',
      ],
    }))
  app.get('/oauth2/jwks', async () => portal.keys.published())
}
