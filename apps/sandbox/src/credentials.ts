// What the account service must present to this world's portal, and to the gateways of a trial's route (eSMS, VNPT).

/** `word` begins each of them: production settings refuse credentials that begin with "sandbox", a drill needs others. */
export const credentialsOf = (word: string) => ({
  portalSecret: `${word}-portal-secret`,
  esms: { apiKey: `${word}-key`, secretKey: `${word}-secret` },
  vnpt: { apiUser: `${word}-user`, apiPassword: `${word}-password` },
})

export type Credentials = ReturnType<typeof credentialsOf>
