// What the painters of the page need of a canvas. A canvas of the page gives it, and so does the recorder that writes SVG: one
// set of painting functions for the screen, for pictures and for films.

/** The part of a canvas context that is painted with; who paints with more adds it here and to `export/svg-recorder.ts`. */
export type Painter = Pick<
  CanvasRenderingContext2D,
  | 'save'
  | 'restore'
  | 'beginPath'
  | 'closePath'
  | 'moveTo'
  | 'lineTo'
  | 'rect'
  | 'arc'
  | 'clip'
  | 'stroke'
  | 'fill'
  | 'fillRect'
  | 'fillText'
  | 'strokeText'
  | 'measureText'
  | 'drawImage'
  | 'setLineDash'
  | 'lineDashOffset'
  | 'lineJoin'
  | 'lineWidth'
  | 'strokeStyle'
  | 'fillStyle'
  | 'globalAlpha'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'imageSmoothingEnabled'
  | 'imageSmoothingQuality'
>

type Recorder = (canvas: HTMLCanvasElement) => Painter

const recorders = new WeakMap<Element, Recorder>()

/** Until the returned function is called, what the canvases inside `stage` would show is given to painters of `record` instead. */
export function recordInside(stage: HTMLElement, record: Recorder): () => void {
  recorders.set(stage, record)
  stage.dataset['recorded'] = 'true'
  return () => {
    recorders.delete(stage)
    delete stage.dataset['recorded']
  }
}

/** null: the canvas is to be painted itself. */
export function recorderFor(canvas: HTMLCanvasElement): Painter | null {
  const stage = canvas.closest('[data-recorded]')
  return (stage === null ? undefined : recorders.get(stage))?.(canvas) ?? null
}

/** Whether what is on the canvas is what was painted on it last. */
export const isRecorded = (canvas: HTMLCanvasElement): boolean => canvas.closest('[data-recorded]') !== null
