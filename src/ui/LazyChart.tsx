// The chart, which brings Plotly with it, as a chunk of its own. It begins to load with the page's first line, so that it is
// there, or nearly, when the first picture is drawn.
import { lazy } from 'react'

const chart = import('./Chart.tsx')

export const LazyChart = lazy(async () => ({ default: (await chart).Chart }))
