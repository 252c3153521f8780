import type {} from 'typed-html'

declare global {
  namespace JSX {
    /** htmx's attributes, on every element. Events and scripts (`hx-on`, `js:`) stay out on purpose. */
    interface HtmlTag {
      'hx-get'?: string
      'hx-post'?: string
      'hx-target'?: string
      'hx-swap'?: string
      'hx-boost'?: 'true'
      'hx-trigger'?: string
      'hx-include'?: string
      'hx-select'?: string
      'hx-sync'?: string
      'hx-disable'?: string
      'hx-indicator'?: string
      'hx-push-url'?: string
      'hx-replace-url'?: string
    }
  }
}
