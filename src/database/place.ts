import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { addressCodes, isDecodable } from '../environment.ts'
import type { Place } from './orm.ts'

const example = 'must be like postgres://user:password@host:5432/klaus, or file:PATH'
const modes = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify']

/** Why DATABASE_URL can't be right, as the end of a sentence; undefined when it can. */
export function placeProblem(address: string): string | undefined {
  if (address.startsWith('file:~')) return 'has a ~, which only a shell replaces: write the whole path'
  if (address.startsWith('file:'))
    return address === 'file:' || address.endsWith('/') ? 'must name a file behind file:, like file:/srv/klaus.sqlite' : undefined
  if (!/^postgres(ql)?:\/\//i.test(address)) return example
  if (/\s/.test(address)) return `must be in one piece, without white space; ${addressCodes}`
  if (!isDecodable(address)) return `has a % that begins no code; ${addressCodes}`
  if (!URL.canParse(address)) return `${example}, with a port from 1 to 65535; ${addressCodes}`
  const url = new URL(address)
  if (url.hash !== '') return `has a # in it; ${addressCodes}`
  if (url.port === '0') return 'has the port 0; ports go from 1 to 65535'
  if (url.pathname.length < 2) return `names no database; it ${example}`
  if (url.pathname.slice(1).includes('/')) return `has more than one / behind the host; ${addressCodes}`
  return tlsProblem(url.searchParams)
}

function tlsProblem(parameters: URLSearchParams): string | undefined {
  const mode = parameters.get('sslmode')
  if (mode !== null && !modes.includes(mode)) return `has an sslmode that is unknown; it must be one of ${modes.join(', ')}`
  for (const name of ['sslrootcert', 'sslcert', 'sslkey']) {
    const file = parameters.get(name)
    try {
      if (file !== null) readFileSync(file)
    } catch (error) {
      return `has ${name}=${file}, which can’t be read (${(error as NodeJS.ErrnoException).code})`
    }
  }
  return undefined
}

/** Where the rows are, by DATABASE_URL, or in the data folder. */
export function placeOf(address: string | undefined, dataDir: string): Place {
  if (address === undefined) return { file: resolve(dataDir, 'sneaky-klaus.sqlite') }
  return address.startsWith('file:') ? { file: resolve(address.slice('file:'.length)) } : { url: address }
}
