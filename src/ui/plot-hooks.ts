// What several plots need of the page: their size, their colours, the runs' styles, a cursor that is not in a hurry.
import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { runStyles } from '../charts/style.ts'
import type { RunStyle } from '../charts/style.ts'
import { hallThemes, themes } from '../charts/theme.ts'
import type { ChartTheme } from '../charts/theme.ts'
import { useText } from '../i18n/react.ts'
import { usePage } from './page/page-context.tsx'
import { recorderFor } from './painter.ts'
import type { Painter } from './painter.ts'
import { useApp, useTrace } from './store-context.tsx'

export interface Size {
  readonly width: number
  readonly height: number
}

/** The element's inner size in whole pixels; 0 x 0 until it is on the page. */
export function useSize<T extends HTMLElement>(): readonly [RefObject<T | null>, Size] {
  const ref = useRef<T>(null)
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useEffect(() => {
    const element = ref.current
    if (element === null) return
    const measure = (): void => {
      const next = { width: element.clientWidth, height: element.clientHeight }
      setSize((old) => (old.width === next.width && old.height === next.height ? old : next))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, size]
}

export function useChartTheme(): ChartTheme {
  const scheme = useComputedColorScheme('light')
  const presenting = usePage(({ page }) => page.present === true)
  return (presenting ? hallThemes : themes)[scheme]
}

/** Styles of the runs on screen; the same array until a run's look changes. */
export function useRunStyles(): readonly RunStyle[] {
  const say = useText()
  const theme = useChartTheme()
  const scenario = useApp((state) => state.scenario)
  const trace = useTrace()
  const runs = (trace ?? { scenario }).scenario.runs
  const text = JSON.stringify(runStyles({ runs }, theme, say))
  // The text stands for the styles: new runs objects come at every edit, most of them looking the same.
  // oxlint-disable-next-line react/exhaustive-deps
  return useMemo(() => runStyles({ runs }, theme, say), [text])
}

/** The cursor for what is read rather than watched: at most ten changes a second while playing, exact when at rest. */
export function useSlowCursor(): number {
  return useApp((state) => (state.playing ? slowed(state.cursor, state.speed) : state.cursor))
}

function slowed(cursor: number, speed: number): number {
  const every = Math.max(1, Math.round(speed / 10))
  return cursor - (cursor % every)
}

/** Sharp on dense screens; beyond 2 nobody sees it and every frame pays for it. A picture to take away asks for its own density. */
export function fitCanvas(canvas: HTMLCanvasElement, { width, height }: Size): Painter | null {
  const recorder = recorderFor(canvas)
  if (recorder !== null) return recorder
  const asked = Number(canvas.closest<HTMLElement>('[data-density]')?.dataset['density'])
  const density = asked > 0 ? asked : Math.min(2, window.devicePixelRatio || 1)
  const [w, h] = [Math.round(width * density), Math.round(height * density)]
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w
    canvas.height = h
  }
  const context = canvas.getContext('2d')
  context?.setTransform(density, 0, 0, density, 0, 0)
  context?.clearRect(0, 0, width, height)
  return context
}
