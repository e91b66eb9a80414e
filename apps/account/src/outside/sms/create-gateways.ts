// Settings → the gateways in use.
import { createEsms } from './esms.ts'
import { createFpt } from './fpt.ts'
import type { Gateway, GatewayName } from './gateway.ts'
import { createHttp } from './http.ts'
import type { GatewaySettings } from './settings.ts'
import { createSmpp } from './smpp.ts'
import { createSpeedsms } from './speedsms.ts'
import { createTwilio } from './twilio.ts'
import { createViettel } from './viettel.ts'
import { createVnpt } from './vnpt.ts'

/** In the order of SMS_ROUTE. The settings were checked (`gatewayFaults`). */
export const createGateways = (settings: GatewaySettings): Gateway[] =>
  settings.SMS_ROUTE.map((name) => makers[name](settings))

const text = (value: string | undefined): string => value ?? ''

const makers: Record<GatewayName, (settings: GatewaySettings) => Gateway> = {
  esms: (s) =>
    createEsms({
      url: text(s.ESMS_URL),
      apiKey: text(s.ESMS_API_KEY),
      secretKey: text(s.ESMS_SECRET_KEY),
      brandname: s.ESMS_BRANDNAME,
    }),
  speedsms: (s) =>
    createSpeedsms({
      url: s.SPEEDSMS_URL,
      token: text(s.SPEEDSMS_TOKEN),
      sender: s.SPEEDSMS_SENDER,
      type: s.SPEEDSMS_TYPE,
    }),
  vnpt: (s) =>
    createVnpt({
      url: text(s.VNPT_URL),
      labelId: text(s.VNPT_LABEL_ID),
      contractId: text(s.VNPT_CONTRACT_ID),
      agentId: text(s.VNPT_AGENT_ID),
      apiUser: text(s.VNPT_API_USER),
      apiPassword: text(s.VNPT_API_PASSWORD),
      username: text(s.VNPT_USERNAME),
      templates: {
        code: { vi: text(s.VNPT_TEMPLATE_ID_VI), en: text(s.VNPT_TEMPLATE_ID_EN ?? s.VNPT_TEMPLATE_ID_VI) },
        notice: { vi: text(s.VNPT_NOTICE_TEMPLATE_ID), en: text(s.VNPT_NOTICE_TEMPLATE_ID) },
      },
    }),
  viettel: (s) =>
    createViettel({
      url: text(s.VIETTEL_URL),
      user: text(s.VIETTEL_USER),
      password: text(s.VIETTEL_PASSWORD),
      cpCode: text(s.VIETTEL_CP_CODE),
      brandname: text(s.VIETTEL_BRANDNAME),
    }),
  fpt: (s) =>
    createFpt({
      url: text(s.FPT_URL),
      clientId: text(s.FPT_CLIENT_ID),
      clientSecret: text(s.FPT_CLIENT_SECRET),
      brandname: text(s.FPT_BRANDNAME),
    }),
  twilio: (s) =>
    createTwilio({
      url: s.TWILIO_URL,
      accountSid: text(s.TWILIO_ACCOUNT_SID),
      authToken: text(s.TWILIO_AUTH_TOKEN),
      from: text(s.TWILIO_FROM),
    }),
  http: (s) =>
    createHttp({
      url: text(s.HTTP_URL),
      headers: s.HTTP_HEADERS,
      body: s.HTTP_BODY,
      phoneFormat: s.HTTP_PHONE_FORMAT,
      accepted: s.HTTP_ACCEPTED ?? { path: '', value: '' },
      refPath: s.HTTP_REF,
      delivered: s.HTTP_DELIVERED,
      failed: s.HTTP_FAILED,
    }),
  smpp: (s) =>
    createSmpp({
      host: text(s.SMPP_HOST),
      port: s.SMPP_PORT,
      isTls: s.SMPP_TLS === 'on',
      systemId: text(s.SMPP_SYSTEM_ID),
      password: text(s.SMPP_PASSWORD),
      systemType: s.SMPP_SYSTEM_TYPE,
      sender: text(s.SMPP_SENDER),
    }),
}
