export function SweepView(): null {
  return null
}
