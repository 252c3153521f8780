/** What mail programs send to unsubscribe with one click (RFC 8058): a form of either kind. */
export function oneClicks(): Record<string, URLSearchParams | FormData> {
  const multipart = new FormData()
  multipart.set('List-Unsubscribe', 'One-Click')
  return { urlencoded: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }), multipart }
}
