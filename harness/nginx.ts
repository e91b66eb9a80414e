// The nginx sample of deploy/, run as it is: only the nodes' addresses, the ports, the hosts and the certificate's place are put in.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onPath, root } from '../scripts/paths.mjs'
import { freePort } from '../scripts/postgres.mjs'
import { host, type Node } from './nodes.ts'

export type Nginx = {
  /** TLS, as people come. */
  port: number
  /** The same server without TLS, for load: the client's address is what X-Forwarded-For says there. */
  plainPort: number
  errors: () => string
  stop: () => Promise<void>
}

/** Throws where there is no nginx (Debian: nginx-light; or NGINX names it), or where it refuses the sample. */
export async function startNginx(nodes: readonly Node[]): Promise<Nginx> {
  const program = process.env['NGINX'] || onPath('nginx')
  if (!program) throw new Error('nginx was not found: install it (Debian: nginx-light), or set NGINX to it.')
  const folder = mkdtempSync(join(tmpdir(), 'motcua-nginx-'))
  const [port, plainPort, redirectPort] = [await freePort(), await freePort(), await freePort()]
  makeCertificate(folder)
  const servers = nodes.map((node) => `server 127.0.0.1:${node.port} max_fails=1 fail_timeout=2s;`)
  for (const name of ['motcua.conf', 'motcua-tls.conf', 'motcua-proxy.conf']) {
    const sample = readFileSync(join(root, 'deploy/nginx', name), 'utf8')
    const placed = sample
      .replaceAll('/etc/nginx/tls/', `${folder}/`)
      .replaceAll('/etc/nginx/', `${folder}/`)
      .replaceAll('/var/log/nginx/', `${folder}/`)
      .replaceAll('taikhoan.example.vn', host)
      .replaceAll('listen 80 default_server', `listen 127.0.0.1:${redirectPort}`)
      .replaceAll('listen 443 ssl http2', `listen 127.0.0.1:${port} ssl http2; listen 127.0.0.1:${plainPort}`)
      .replace(/upstream motcua_account \{[^}]*\}/, `upstream motcua_account { ${servers.join(' ')} }`)
    writeFileSync(join(folder, name), placed)
  }
  writeFileSync(join(folder, 'nginx.conf'), mainConfiguration(folder))
  const words = ['-p', folder, '-c', join(folder, 'nginx.conf')]
  execFileSync(program, ['-t', '-q', ...words], { stdio: ['ignore', 'inherit', 'inherit'] })
  const child = spawn(program, words, { stdio: 'ignore' })
  await untilListening(plainPort)
  const stop = async () => {
    const over = new Promise((done) => child.once('exit', done))
    child.kill('SIGTERM')
    await over
    rmSync(folder, { recursive: true, force: true })
  }
  return { port, plainPort, stop, errors: () => readFileSync(join(folder, 'error.log'), 'utf8') }
}

function mainConfiguration(folder: string): string {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  const temporary = kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ')
  return `worker_processes 1; daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 1024; }
http { ${temporary} set_real_ip_from 127.0.0.1; real_ip_header X-Forwarded-For; include ${folder}/motcua.conf; }\n`
}

function makeCertificate(folder: string): void {
  const key = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  const files = ['-keyout', join(folder, 'motcua.key'), '-out', join(folder, 'motcua.crt')]
  execFileSync('openssl', ['req', ...key, '-subj', `/CN=${host}`, ...files], { stdio: 'ignore' })
}

async function untilListening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await fetch(`http://127.0.0.1:${port}/health/live`).then(Boolean, () => false)) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('nginx did not listen within 5 s')
}

/** One request as a person's browser makes it, through TLS: status and headers. */
export const askThroughTls = (port: number, path: string) =>
  new Promise<{ status: number; headers: Record<string, unknown> }>((resolve, reject) => {
    const asked = { host: '127.0.0.1', port, path, servername: host, headers: { host }, rejectUnauthorized: false }
    request(asked, (got) => {
      got.resume()
      resolve({ status: got.statusCode ?? 0, headers: got.headers })
    })
      .once('error', reject)
      .end()
  })
