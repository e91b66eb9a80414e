// The order in force: what administrators set at run time, as far as those gateways are in use; otherwise the settings'.
/** Gateways that the settings name and the chosen order does not come last. */
export function orderInForce<Name extends string>(
  configured: readonly Name[],
  chosen: readonly string[] | undefined,
): Name[] {
  const known = (chosen ?? []).flatMap((name) => configured.filter((one) => one === name))
  return [...known, ...configured.filter((name) => !known.includes(name))]
}
