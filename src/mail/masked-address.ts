/** b•••@e•••.org: enough to know one's own address by, too little to learn somebody else's. */
export function maskedAddress(email: string): string {
  const [user = '', domain = ''] = email.split('@')
  const [host = '', ...rest] = domain.split('.')
  return `${[...user][0]}•••@${[...host][0]}•••${rest.length > 0 ? `.${rest.at(-1)}` : ''}`
}
