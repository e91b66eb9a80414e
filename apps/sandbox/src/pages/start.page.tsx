// The start page: what is in this world, and where.
import { inLanguage } from '@motcua/ui/shell.ts'
import { everybodysPassword } from '../portal/sign-in/visit.ts'
import { words } from './messages.ts'
import { type World, WorldFrame } from './world-frame.tsx'

const machineAddresses = [
  'GET /api/phones/{number}/messages',
  'GET, PUT /api/faults',
  'GET, POST /api/authenticator',
  'POST /gateways/esms/MainService.svc/json/SendMultipleMessage_V4_post_json/',
  'GET /gateways/esms/MainService.svc/json/GetSendStatus',
  'GET /health/live',
]

export function Start({ world }: { world: World }) {
  const { language } = world.shell
  const say = words[language]
  const cards = [
    { title: say.phones, text: say.phonesText, action: say.phonesAction, href: inLanguage(language, '/phones') },
    {
      title: say.portal,
      text: say.portalText.replace('{password}', everybodysPassword),
      action: say.portalAction,
      href: world.accountOrigin,
    },
    {
      title: say.authenticator,
      text: say.authenticatorText,
      action: say.authenticatorAction,
      href: inLanguage(language, '/authenticator'),
    },
    { title: say.faults, text: say.faultsText, action: say.faultsAction, href: inLanguage(language, '/faults') },
  ]
  return (
    <WorldFrame world={world} here="/" title={say.title} subtitle={say.subtitle}>
      <div class="tiles">
        {cards.map((card) => (
          <section class="sheet card" key={card.title}>
            <h2>{card.title}</h2>
            <p>{card.text}</p>
            <a class="button second" href={card.href}>
              {card.action}
            </a>
          </section>
        ))}
      </div>
      <div class="cols gap">
        <section class="sheet">
          <h2>{say.addresses}</h2>
          <ul class="addresses">
            {machineAddresses.map((address) => (
              <li key={address}>
                <code>{address}</code>
              </li>
            ))}
            <li>
              <code>{`${world.portalOrigin}/oauth2/oidcdiscovery/.well-known/openid-configuration`}</code>
            </li>
          </ul>
        </section>
        <section class="sheet">
          <h2>{say.gatewayTitle}</h2>
          <p>{say.gatewayText}</p>
          <p>{say.gatewayNumbers}</p>
          <p class="small">{say.memory}</p>
        </section>
      </div>
    </WorldFrame>
  )
}
