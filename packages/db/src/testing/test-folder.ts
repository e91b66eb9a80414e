// The folder of a run of tests: databases lie there and go with it, since vitest ends its workers before they could tidy up.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export default function setup() {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-test-'))
  process.env['TEST_FOLDER'] = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
