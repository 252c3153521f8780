import type { Language } from '../language/languages.ts'

/** Mail programs read a small part of CSS, which names sides by left and right alone; without any of it the e-mail is plain, and readable. */
export function styles(direction: Language['direction']): string {
  const [start, end] = direction === 'rtl' ? ['right', 'left'] : ['left', 'right']
  return `
body { margin: 0; padding: 24px 12px; background: #f7f2e9; color: #22302a; font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.preview { display: none; max-height: 0; overflow: hidden; }
.head, .sheet, .foot { max-width: 560px; margin: 0 auto; }
.head img { display: block; margin: 0 24px; }
.sheet { overflow: hidden; background: #fffdf8; border: 1px solid #e4dac8; border-radius: 16px; }
.ribbon { height: 8px; background: #b32d46; background: repeating-linear-gradient(135deg, #b32d46 0 12px, #fbf4ea 12px 24px, #1c5c43 24px 36px, #fbf4ea 36px 48px); }
.inside { padding: 24px 28px 12px; }
p, h1, .facts, .user-text, blockquote { margin: 0 0 16px; overflow-wrap: anywhere; }
h1 { color: #8f2136; font: 600 28px/1.25 Georgia, serif; }
h1 strong { display: block; font-size: 40px; }
.user-text, blockquote { white-space: pre-wrap; }
.facts { border-collapse: collapse; }
.facts th { padding: 4px 0; padding-${end}: 20px; color: #56645d; font-weight: 400; text-align: ${start}; vertical-align: top; white-space: nowrap; }
.facts td { padding: 4px 0; font-weight: 600; }
.facts .user-text { margin: 0; }
blockquote { padding: 12px 16px; background: #e5f0e7; border-${start}: 4px solid #1c5c43; border-radius: 8px; }
a { color: #1c5c43; }
.button { display: inline-block; padding: 13px 26px; background: #1c5c43; color: #ffffff; border-radius: 999px; font-weight: 600; text-decoration: none; }
p.code { font: 600 28px/1.2 ui-monospace, Consolas, monospace; letter-spacing: 2px; }
.small, .foot { color: #56645d; font-size: 13px; }
.foot { padding: 16px 28px; text-align: center; }
.foot p { margin: 0 0 6px; }
@media (prefers-color-scheme: dark) {
  body { background: #0e1917; color: #ece6da; }
  .sheet { background: #162420; border-color: #2a3d35; }
  .ribbon { background: repeating-linear-gradient(135deg, #c8425b 0 12px, #e9d9cf 12px 24px, #3c8f6d 24px 36px, #e9d9cf 36px 48px); }
  h1 { color: #f5a0ac; }
  blockquote { background: #1a3129; border-color: #8fd3b3; }
  a { color: #8fd3b3; }
  .button { background: #8fd3b3; color: #0b1512; }
  .facts th, .small, .foot { color: #a9b7af; }
}
`
}
