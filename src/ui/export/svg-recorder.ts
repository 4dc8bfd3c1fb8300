// A painter that writes SVG: what the painting functions of the page draw on a canvas, as elements. It knows what they use
// (painter.ts) and nothing else. Ready-made contexts of this kind take no off-screen canvas as an image, which every map here is.
import type { Painter } from '../painter.ts'

interface State {
  fillStyle: string | CanvasGradient | CanvasPattern
  strokeStyle: string | CanvasGradient | CanvasPattern
  lineWidth: number
  lineJoin: CanvasLineJoin
  lineDashOffset: number
  globalAlpha: number
  font: string
  textAlign: CanvasTextAlign
  textBaseline: CanvasTextBaseline
  imageSmoothingEnabled: boolean
  imageSmoothingQuality: ImageSmoothingQuality
}

const fresh: State = {
  fillStyle: '#000000',
  strokeStyle: '#000000',
  lineWidth: 1,
  lineJoin: 'miter',
  lineDashOffset: 0,
  globalAlpha: 1,
  font: '10px sans-serif',
  textAlign: 'start',
  textBaseline: 'alphabetic',
  imageSmoothingEnabled: true,
  imageSmoothingQuality: 'low',
}

export class SvgRecorder implements Painter {
  declare fillStyle: State['fillStyle']
  declare strokeStyle: State['strokeStyle']
  declare lineWidth: number
  declare lineJoin: CanvasLineJoin
  declare lineDashOffset: number
  declare globalAlpha: number
  declare font: string
  declare textAlign: CanvasTextAlign
  declare textBaseline: CanvasTextBaseline
  declare imageSmoothingEnabled: boolean
  declare imageSmoothingQuality: ImageSmoothingQuality

  private readonly names: string
  private readonly pieces: (string | Promise<string>)[] = []
  private readonly kept: { readonly state: State; readonly dash: readonly number[]; readonly clip: string }[] = []
  private path: string[] = []
  private dash: readonly number[] = []
  /** The name of the clip in force; empty: none. */
  private clipName = ''
  private clips = 0

  /** @param names begins the ids, which must differ from those of other drawings in one file. */
  constructor(names: string) {
    this.names = names
    Object.assign(this, fresh)
  }

  /** The elements so far, without an element around them. */
  async elements(): Promise<string> {
    const written: string[] = []
    for (const piece of this.pieces) written.push(typeof piece === 'string' ? piece : await piece)
    return written.join('\n')
  }

  save(): void {
    this.kept.push({ state: this.state(), dash: this.dash, clip: this.clipName })
  }

  restore(): void {
    const before = this.kept.pop()
    if (before === undefined) return
    Object.assign(this, before.state)
    this.dash = before.dash
    this.clipName = before.clip
  }

  beginPath(): void {
    this.path = []
  }

  closePath(): void {
    if (this.path.length > 0) this.path.push('Z')
  }

  moveTo(x: number, y: number): void {
    if (finite(x, y)) this.path.push(`M${round(x)} ${round(y)}`)
  }

  lineTo(x: number, y: number): void {
    if (finite(x, y)) this.path.push(`${this.path.length === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`)
  }

  rect(x: number, y: number, width: number, height: number): void {
    if (finite(x, y, width, height)) this.path.push(`M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}Z`)
  }

  /** Whole circles alone: nothing on the page paints parts of them. */
  arc(x: number, y: number, radius: number, start: number, end: number): void {
    if (start !== 0 || Math.abs(end - 2 * Math.PI) > 1e-9) throw new Error(`arc: expected a whole circle, got ${start} to ${end}`)
    const r = round(radius)
    if (finite(x, y)) this.path.push(`M${round(x + radius)} ${round(y)}a${r} ${r} 0 1 1 ${round(-2 * radius)} 0a${r} ${r} 0 1 1 ${round(2 * radius)} 0Z`)
  }

  clip(): void {
    this.clips += 1
    const name = `${this.names}-${this.clips}`
    this.pieces.push(`<clipPath id="${name}"${this.clipped()}><path d="${this.path.join('')}"/></clipPath>`)
    this.clipName = name
  }

  stroke(): void {
    if (this.path.length > 0) this.add('path', `d="${this.path.join('')}" fill="none" ${this.strokeLook()}`)
  }

  fill(): void {
    if (this.path.length > 0) this.add('path', `d="${this.path.join('')}" fill="${colorOf(this.fillStyle)}"`)
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    if (finite(x, y, width, height)) this.add('rect', `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${colorOf(this.fillStyle)}"`)
  }

  fillText(text: string, x: number, y: number): void {
    this.addText(text, x, y, `fill="${colorOf(this.fillStyle)}"`)
  }

  strokeText(text: string, x: number, y: number): void {
    this.addText(text, x, y, `fill="none" ${this.strokeLook()}`)
  }

  measureText(text: string): TextMetrics {
    const context = new OffscreenCanvas(1, 1).getContext('2d')
    if (context === null) throw new Error('no text can be measured here')
    context.font = this.font
    return context.measureText(text)
  }

  drawImage(image: CanvasImageSource, x: number, y: number, width = 0, height = 0): void {
    if (!finite(x, y, width, height) || width === 0 || height === 0) return
    const look = this.imageSmoothingEnabled ? '' : ' style="image-rendering: pixelated"'
    const frame = `<image x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" preserveAspectRatio="none"${this.faded()}${this.clipped()}${look}`
    this.pieces.push(dataAddress(image).then((address) => `${frame} href="${address}"/>`))
  }

  setLineDash(lengths: Iterable<number>): void {
    this.dash = [...lengths]
  }

  private state(): State {
    const { fillStyle, strokeStyle, lineWidth, lineJoin, lineDashOffset, globalAlpha, font, textAlign, textBaseline, imageSmoothingEnabled, imageSmoothingQuality } = this
    return { fillStyle, strokeStyle, lineWidth, lineJoin, lineDashOffset, globalAlpha, font, textAlign, textBaseline, imageSmoothingEnabled, imageSmoothingQuality }
  }

  private add(name: string, attributes: string): void {
    this.pieces.push(`<${name} ${attributes}${this.faded()}${this.clipped()}/>`)
  }

  private addText(text: string, x: number, y: number, ink: string): void {
    if (!finite(x, y)) return
    const { look, size } = fontLook(this.font)
    const anchor = { left: 'start', start: 'start', center: 'middle', right: 'end', end: 'end' }[this.textAlign]
    // Shifted by the letters' height: many programs do not know of other base lines.
    const down = { top: 0.86, hanging: 0.8, middle: 0.35, alphabetic: 0, ideographic: -0.1, bottom: -0.2 }[this.textBaseline] * size
    this.pieces.push(`<text x="${round(x)}" y="${round(y + down)}" text-anchor="${anchor}" ${look} ${ink}${this.faded()}${this.clipped()}>${escapeXml(text)}</text>`)
  }

  private strokeLook(): string {
    const dash = this.dash.length === 0 ? '' : ` stroke-dasharray="${this.dash.join(' ')}" stroke-dashoffset="${round(this.lineDashOffset)}"`
    return `stroke="${colorOf(this.strokeStyle)}" stroke-width="${round(this.lineWidth)}" stroke-linejoin="${this.lineJoin}"${dash}`
  }

  private faded(): string {
    return this.globalAlpha === 1 ? '' : ` opacity="${this.globalAlpha}"`
  }

  private clipped(): string {
    return this.clipName === '' ? '' : ` clip-path="url(#${this.clipName})"`
  }
}

/** As a canvas does: what is not a number is not drawn. */
const finite = (...values: readonly number[]): boolean => values.every(Number.isFinite)

const round = (value: number): number => Math.round(value * 100) / 100

function colorOf(style: State['fillStyle']): string {
  if (typeof style !== 'string') throw new Error('expected a plain colour, got a pattern')
  return escapeXml(style)
}

/** The parts of a font as attributes, which more programs read than the whole as one. */
function fontLook(font: string): { readonly look: string; readonly size: number } {
  const [, weight = '', size = '10', family = 'sans-serif'] = /^(\d+ |bold )?([\d.]+)px (.*)$/.exec(font) ?? []
  return { look: `font-family="${escapeXml(family)}" font-size="${size}"${weight === '' ? '' : ` font-weight="${weight.trim()}"`}`, size: Number(size) }
}

/** Also without what XML 1.0 has no way to write. */
export function escapeXml(text: string): string {
  const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  // oxlint-disable-next-line no-control-regex -- these are what is taken out
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, '').replace(/[&<>"']/g, (mark) => marks[mark] ?? mark)
}

async function dataAddress(image: CanvasImageSource): Promise<string> {
  if (image instanceof HTMLCanvasElement) return image.toDataURL('image/png')
  if (!(image instanceof OffscreenCanvas)) throw new Error('expected a canvas to draw from')
  const bytes = new Uint8Array(await (await image.convertToBlob({ type: 'image/png' })).arrayBuffer())
  let text = ''
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
  return `data:image/png;base64,${btoa(text)}`
}
