// Keys of the transport bars work wherever nothing else wants them: not while typing, not on a slider or a menu.

const wantsKeys = 'input, textarea, select, [contenteditable="true"], [role="slider"], [role="radio"], [role="tab"], [role="listbox"], [role="option"], [role="menuitem"], [role="dialog"] *, .mantine-SegmentedControl-root *'

export function isBusy({ target, key }: globalThis.KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false
  // The scrubber is the same cursor: Space plays there too.
  if (target instanceof HTMLElement && target.dataset['transport'] === 'true') return key !== ' '
  // Space on a button presses it.
  return target.closest(wantsKeys) !== null || (key === ' ' && target.closest('button, a, summary') !== null)
}
