// Every migration in order.
import { people } from './0001-people.ts'
import { doors } from './0002-doors.ts'
import { provider } from './0003-provider.ts'
import { audit } from './0004-audit.ts'
import { portalWatch } from './0005-portal-watch.ts'
import { gateways } from './0006-gateways.ts'
import { factors } from './0007-factors.ts'
import { alarms } from './0008-alarms.ts'
import { policies } from './0009-policies.ts'
import { reports } from './0010-reports.ts'
import { reminders } from './0011-reminders.ts'
import { lookUps } from './0020-look-ups.ts'
import { notices } from './0065-notices.ts'
import { jointRequests } from './0066-joint-requests.ts'
import { gatewayCosts } from './0067-gateway-costs.ts'
import { purge } from './0075-purge.ts'
import { restores } from './0076-restores.ts'
import { announcements } from './0035-announcements.ts'
import { relyingParties } from './0085-relying-parties.ts'
import { fewerIndexes } from './0021-fewer-indexes.ts'
import { drills } from './0036-drills.ts'
import { evidence } from './0045-evidence.ts'
import { readiness } from './0037-readiness.ts'
import { campaigns } from './0038-campaigns.ts'
import { reconciliation } from './0046-reconciliation.ts'
import { portalHealth } from './0047-portal-health.ts'
import { reviews } from './0097-reviews.ts'

export const migrations = {
  '0001-people': people,
  '0002-doors': doors,
  '0003-provider': provider,
  '0004-audit': audit,
  '0005-portal-watch': portalWatch,
  '0006-gateways': gateways,
  '0008-alarms': alarms,
  '0009-policies': policies,
  '0010-reports': reports,
  '0011-reminders': reminders,
  '0007-factors': factors,
  '0020-look-ups': lookUps,
  '0075-purge': purge,
  '0076-restores': restores,
  '0035-announcements': announcements,
  '0085-relying-parties': relyingParties,
  '0021-fewer-indexes': fewerIndexes,
  '0036-drills': drills,
  '0045-evidence': evidence,
  '0037-readiness': readiness,
  '0038-campaigns': campaigns,
  '0046-reconciliation': reconciliation,
  '0047-portal-health': portalHealth,
  '0065-notices': notices,
  '0066-joint-requests': jointRequests,
  '0067-gateway-costs': gatewayCosts,
  '0097-reviews': reviews,
}
