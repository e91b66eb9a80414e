// What the audit row of a sign-in says of its browser: people are told of a new one afterwards (jobs/tell-people.ts).
export const signOfDevice = (isKnown: boolean): { device?: 'new' } => (isKnown ? {} : { device: 'new' })
