// What the lines of a plot are called, for pictures to take away: on the page the cards of the runs say it.
import { useEffect } from 'react'
import type { RefObject } from 'react'
import type { RunStyle } from '../charts/style.ts'

export interface LegendItem {
  readonly text: string
  readonly color: string
  readonly dash: readonly number[]
  readonly alpha?: number
  readonly mark?: 'line' | 'dot'
}

const legends = new WeakMap<Element, readonly LegendItem[]>()

/** Tells what is drawn in an element. */
export function useLegend(place: RefObject<Element | null>, items: readonly LegendItem[] | undefined): void {
  useEffect(() => {
    if (place.current !== null && items !== undefined) legends.set(place.current, items)
  }, [place, items])
}

export const runLegend = (styles: readonly RunStyle[]): readonly LegendItem[] => styles.flatMap(({ label, color, dash, hidden }) => (hidden ? [] : [{ text: label, color, dash }]))

/** What was told, else the key that stands beside the plot on the page. */
export function legendOf(plot: Element): readonly LegendItem[] {
  const told = [plot, ...plot.querySelectorAll('.net-canvas')].map((element) => legends.get(element)).find((items) => items !== undefined)
  if (told !== undefined) return told
  const key = plot.closest('section, .net-view')?.querySelectorAll('.net-key li') ?? []
  return [...key].map(itemOf)
}

function itemOf(entry: Element): LegendItem {
  const text = entry.textContent.trim()
  const line = entry.querySelector('line')
  if (line !== null) return { text, color: line.getAttribute('stroke') ?? '', dash: (line.getAttribute('stroke-dasharray') ?? '').split(' ').filter(Boolean).map(Number) }
  const dot = entry.querySelector('circle, span')
  const color = dot === null ? '' : (dot.getAttribute('fill') ?? getComputedStyle(dot).backgroundColor)
  return { text, color, dash: [], mark: 'dot' }
}
