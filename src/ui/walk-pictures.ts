// The arrow keys in a picker full of pictures.
import type { KeyboardEvent } from 'react'

/** Left and right go to the neighbour, up and down to the nearest picture of the row above or below. */
export function walkPictures(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('.picker-item')]
  const at = items.findIndex((item) => item === document.activeElement)
  const from = items[at]
  if (from === undefined) return
  const next = neighbour(items, at, from, event.key)
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}

function neighbour(items: readonly HTMLElement[], at: number, from: HTMLElement, key: string): HTMLElement | undefined {
  if (key === 'ArrowRight') return items[at + 1]
  if (key === 'ArrowLeft') return items[at - 1]
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined
  const here = from.getBoundingClientRect()
  const sign = key === 'ArrowDown' ? 1 : -1
  const away = (item: HTMLElement): number => {
    const box = item.getBoundingClientRect()
    const down = sign * (box.top - here.top)
    return down < 4 ? Infinity : down * 1000 + Math.abs(box.left - here.left)
  }
  const ranked = items.map((item) => ({ item, distance: away(item) })).filter(({ distance }) => distance < Infinity)
  return ranked.toSorted((a, b) => a.distance - b.distance)[0]?.item
}
