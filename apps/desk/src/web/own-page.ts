// An address of ours to come back to: relative, with its language, nothing else is ever followed (ASVS 3.7.2).
const form = /^\/(vi|en)(\/[\w.~-]+)*(\?[\w.~%&=+-]*)?$/

export const ownPage = (path: unknown): string | undefined =>
  typeof path === 'string' && path.length <= 500 && form.test(path) ? path : undefined
