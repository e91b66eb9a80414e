// The nginx sample of deploy/, run as it is: only the nodes' addresses, the ports and the certificate's place are put in.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onPath, root } from '../scripts/paths.mjs'
import { freePort } from '../scripts/postgres.mjs'
import { hosts } from './nodes.mjs'

export const nginxProgram = () => process.env.NGINX || onPath('nginx')

/**
 * `nodes` of both apps. Gives `port` (TLS, as people come) and `plainPort` (the same server without TLS, for load: the client's address is
 * what X-Forwarded-For says there).
 */
export async function startNginx(nodes) {
  const program = nginxProgram()
  if (!program) throw new Error('nginx was not found: install it (Debian: nginx-light), or set NGINX to it.')
  const folder = mkdtempSync(join(tmpdir(), 'motcua-nginx-'))
  const [port, plainPort, redirectPort] = [await freePort(), await freePort(), await freePort()]
  makeCertificate(folder)
  const placed = (name) =>
    readFileSync(join(root, 'deploy/nginx', name), 'utf8')
      .replaceAll('/etc/nginx/tls/', `${folder}/`)
      .replaceAll('/etc/nginx/', `${folder}/`)
      .replaceAll('/var/log/nginx/', `${folder}/`)
      .replaceAll('listen 80 default_server', `listen 127.0.0.1:${redirectPort}`)
      .replaceAll('listen 443 ssl http2', `listen 127.0.0.1:${port} ssl http2; listen 127.0.0.1:${plainPort}`)
      .replace(/upstream motcua_(\w+) \{[^}]*\}/g, (_all, app) => upstream(app, nodes))
  for (const name of ['motcua.conf', 'motcua-tls.conf', 'motcua-proxy.conf'])
    writeFileSync(join(folder, name), placed(name))
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  )
  writeFileSync(
    join(folder, 'nginx.conf'),
    `worker_processes 1; daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 1024; }
http { ${temp.join(' ')} set_real_ip_from 127.0.0.1; real_ip_header X-Forwarded-For; include ${folder}/motcua.conf; }\n`,
  )
  const words = ['-p', folder, '-c', join(folder, 'nginx.conf')]
  execFileSync(program, ['-t', '-q', ...words], { stdio: ['ignore', 'inherit', 'inherit'] })
  const child = spawn(program, words, { stdio: 'ignore' })
  await untilListening(plainPort)
  const stop = async () => {
    const over = new Promise((done) => child.once('exit', done))
    child.kill('SIGQUIT')
    await over
    rmSync(folder, { recursive: true, force: true })
  }
  return { port, plainPort, stop, errors: () => readFileSync(join(folder, 'error.log'), 'utf8') }
}

const upstream = (app, nodes) => {
  const own = nodes.filter((node) => node.app === app)
  const servers = own.map((node) => `server 127.0.0.1:${node.port} max_fails=1 fail_timeout=2s;`)
  return `upstream motcua_${app} { ${servers.join(' ') || 'server 127.0.0.1:9;'} }`
}

function makeCertificate(folder) {
  const names = Object.values(hosts).map((name) => `DNS:${name}`)
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'].concat(
      ['-subj', `/CN=${hosts.account}`, '-addext', `subjectAltName=${names.join(',')}`],
      ['-keyout', join(folder, 'motcua.key'), '-out', join(folder, 'motcua.crt')],
    ),
    { stdio: 'ignore' },
  )
}

async function untilListening(port) {
  for (let tries = 0; tries < 100; tries += 1) {
    const isUp = await fetch(`http://127.0.0.1:${port}/health/live`).then(
      () => true,
      () => false,
    )
    if (isUp) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('nginx did not listen within 5 s')
}
