import type { Child } from '#jsx/jsx-runtime'
import { flattened } from '../html/jsx-runtime.ts'

/** Klaus, who peeks over the edge of whatever stands below him. */
export function Klaus({ size }: { size: number }) {
  return (
    <Picture name="klaus" size={size} width={120} height={80}>
      <path class="hat" d="M25 48C26 22 44 4 70 7c19 2 30 15 32 33-5-5-10-7-16-6 4 4 7 9 8 14z" />
      <path class="hat-fold" d="M70 7c19 2 30 15 32 33-5-5-10-7-16-6-4-11-8-19-16-27z" />
      <circle class="fur" cx="99" cy="42" r="8" />
      <path class="skin" d="M29 54h64v26H29z" />
      <path class="blush" d="M32 76a6 6 0 0 1 12 0v4H32zM78 76a6 6 0 0 1 12 0v4H78zM55 77a6 6 0 0 1 12 0v3H55z" />
      <ellipse class="eye" cx="47" cy="68" rx="7.5" ry="7" />
      <ellipse class="eye" cx="75" cy="68" rx="7.5" ry="7" />
      <g class="pupils">
        <circle cx="50" cy="68" r="3.8" />
        <circle cx="78" cy="68" r="3.8" />
      </g>
      <rect class="fur" x="19" y="45" width="84" height="15" rx="7.5" />
      <path class="mitten" d="M4 80c-1-9 4-14 10-14s10 4 11 8 0 5-1 6zM117 80c1-9-4-14-10-14s-10 4-11 8 0 5 1 6z" />
    </Picture>
  )
}

/** A wrapped gift; `isOpen` lifts its lid. */
export function Gift({ size, isOpen }: { size: number; isOpen?: boolean }) {
  return (
    <Picture name={isOpen ? 'gift open' : 'gift'} size={size} width={96} height={96}>
      <path class="box" d="M16 44h64v38a6 6 0 0 1-6 6H22a6 6 0 0 1-6-6z" />
      <path class="ribbon" d="M41 44h14v44H41z" />
      {isOpen && <path class="spark" d="M20 26l2 5 5 2-5 2-2 5-2-5-5-2 5-2zM48 4l2 6 6 2-6 2-2 6-2-6-6-2 6-2zM76 22l2 5 5 2-5 2-2 5-2-5-5-2 5-2z" />}
      <g class="lid">
        <rect class="lid-box" x="10" y="30" width="76" height="16" rx="4" />
        <path class="ribbon" d="M41 30h14v16H41zM48 30C42 12 18 8 20 20c1 7 14 10 28 10zM48 30c6-18 30-22 28-10-1 7-14 10-28 10z" />
      </g>
    </Picture>
  )
}

/** A letter with a seal: something is on its way by e-mail. */
export function Letter({ size }: { size: number }) {
  return (
    <Picture name="letter-art" size={size} width={120} height={92}>
      <path class="paper" d="M16 14h88a8 8 0 0 1 8 8v54a8 8 0 0 1-8 8H16a8 8 0 0 1-8-8V22a8 8 0 0 1 8-8z" />
      <path class="fold" d="M10 18l46 36a7 7 0 0 0 8 0l46-36" />
      <circle class="hat" cx="60" cy="58" r="14" />
      <path class="mark" d="M52 62c0-7 4-10 9-10 4 0 6 2 7 5l-3 1 1 4z" />
    </Picture>
  )
}

/** Snowy hills with a house and the tracks of somebody who was here: the ground on which every page stands. */
export const landscape = flattened(
  <svg class="landscape" viewbox="0 0 1200 150" preserveaspectratio="xMidYMax slice" aria-hidden="true">
    <path class="hill-far" d="M0 70c180-60 360-50 560-10s420 30 640-20v110H0z" />
    <path class="fir-far" d="M250 62l14-40 14 40zM276 60l11-30 11 30zM905 66l13-38 13 38zM930 62l10-28 10 28zM955 60l14-42 14 42z" />
    <path class="hill" d="M0 120c240-50 420-40 640-12s380 12 560-28v70H0z" />
    <path
      class="fir"
      d="M130 104l17-28h-9l15-26h-8l15-24 15 24h-8l15 26h-9l17 28zM208 98l13-22h-7l12-20h-6l11-18 11 18h-6l12 20h-7l13 22zM1010 108l17-28h-9l15-26h-8l15-24 15 24h-8l15 26h-9l17 28z"
    />
    <path class="wall" d="M770 112V84l22-18 10 8V60h8v20l4 4v28z" />
    <path class="roof" d="M764 86l28-24 28 24-4 3-24-19-24 19z" />
    <path class="lit" d="M785 90h14v12h-14z" />
    <path class="tracks" d="M420 128h6M440 124h6M462 127h6M484 122h6M506 125h6M528 120h6M550 122h6M572 117h6M594 119h6" />
  </svg>,
)

function Picture({ name, size, width, height, children }: { name: string; size: number; width: number; height: number; children: Child }) {
  return (
    <svg class={`art ${name}`} viewbox={`0 0 ${width} ${height}`} width={size} height={Math.round((size * height) / width)} aria-hidden="true">
      {children}
    </svg>
  )
}
