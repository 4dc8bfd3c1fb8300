// How much larger than usual type is painted: what is drawn on canvases and by Plotly does not follow the style sheet.
let scale = 1

export const typeScale = (): number => scale

export function setTypeScale(next: number): void {
  scale = next
}
