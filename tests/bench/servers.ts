import { execFileSync } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Name } from './report.ts'
import { secretKey } from './seed.ts'
import type { Command } from './server.ts'

const here = (file: string) => fileURLToPath(import.meta.resolve(file))

/** The app as `entrypoint.sh` starts it. */
export const serveApp = ['--expose-gc', '--max-semi-space-size=8', '--max-old-space-size=512', 'dist/cli.js', 'serve']

/** How each server is started on the data in `folder`. */
export function command(name: Name, folder: string, port: number): Command {
  if (name === 'app') return { args: serveApp, env: appEnvironment(folder, port) }
  if (name === 'Flask') return { program: 'gunicorn', ...flask(folder, port) }
  const kind = name === 'limit, Hono' ? 'hono' : 'node'
  return { args: [here('./limit.ts'), kind, join(folder, `${kind}.sqlite`), join(folder, 'templates.json'), String(port)] }
}

/** In production, behind a proxy on the same machine. Its mail server takes connections and says nothing, so that delivery costs nothing here. */
export function appEnvironment(folder: string, port: number): NodeJS.ProcessEnv {
  const mail = { SMTP_URL: `smtp://127.0.0.1:${silentMailServer.port}`, EMAIL_FROM: 'klaus@example.org' }
  return {
    NODE_ENV: 'production',
    DATA_DIR: folder,
    PORT: String(port),
    BASE_URL: `http://127.0.0.1:${port}`,
    TRUSTED_PROXIES: '127.0.0.1',
    SECRET_KEY: secretKey,
    ...mail,
  }
}

const silentMailServer = await new Promise<{ port: number }>((resolve) => {
  const server = createServer((socket) => void socket.on('error', () => undefined)).listen(0, '127.0.0.1', () => resolve(server.address() as { port: number }))
  server.unref()
})

function flask(folder: string, port: number): Command {
  // Nothing is written into the source folder.
  const environment = { PYTHONDONTWRITEBYTECODE: '1', TEMPLATES: join(folder, 'flask'), DATABASE: join(folder, 'flask.sqlite') }
  const workers = ['--workers', '2', '--threads', '4', '--log-level', 'error']
  return { args: [...workers, '--chdir', here('./flask'), '--bind', `127.0.0.1:${port}`, 'app:app'], env: environment }
}

/** Whether Flask, SQLAlchemy and gunicorn are at hand. */
export function hasFlask(): boolean {
  try {
    execFileSync('gunicorn', ['--version'], { stdio: 'ignore' })
    execFileSync('/usr/bin/python3', ['-c', 'import flask, sqlalchemy'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
