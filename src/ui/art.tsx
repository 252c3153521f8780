/** Klaus, who peeks over the edge of whatever stands below him. Drawn for this project. */
export function Klaus({ size }: { size: number }) {
  return (
    <svg class="klaus" viewbox="0 0 64 48" width={size} height={(size * 48) / 64} aria-hidden="true" fill="none">
      <path class="klaus-hat" d="M12 31C13 15 23 5 37 5c9 0 15 4 18 10l-9 1c-2-2-4-3-6-2 6 4 10 10 11 17z" />
      <circle class="klaus-fur" cx="54" cy="17" r="5.5" />
      <path class="klaus-face" d="M14 35h36v13H14z" />
      <circle class="klaus-eye" cx="26" cy="42" r="3" />
      <circle class="klaus-eye" cx="38" cy="42" r="3" />
      <rect class="klaus-fur" x="8" y="28" width="48" height="9" rx="4.5" />
    </svg>
  )
}

/** A wrapped gift. Drawn for this project. */
export function Gift({ size }: { size: number }) {
  return (
    <svg class="gift" viewbox="0 0 64 64" width={size} height={size} aria-hidden="true" fill="none">
      <rect class="gift-box" x="10" y="28" width="44" height="30" rx="4" />
      <rect class="gift-lid" x="6" y="20" width="52" height="12" rx="3" />
      <path class="gift-ribbon" d="M28 20h8v38h-8zM32 20c-4-12-20-14-18-5 1 4 9 5 18 5zM32 20c4-12 20-14 18-5-1 4-9 5-18 5z" />
    </svg>
  )
}
