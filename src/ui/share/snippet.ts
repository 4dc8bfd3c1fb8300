// The HTML of a frame with the page in it.
const signs: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' }

const attribute = (text: string): string => text.replace(/[&"<>]/g, (sign) => signs[sign] ?? '')

export function embedSnippet(address: string, { width, height }: { readonly width: number; readonly height: number }): string {
  return `<iframe src="${attribute(address)}" width="${width}" height="${height}" title="Descent" style="border: 1px solid #d5dbe1; border-radius: 6px" loading="lazy" allow="fullscreen"></iframe>`
}
