// Hands a file to the browser, which asks or saves as it is set.

export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has its own hold on the data by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

export const saveText = (name: string, type: string, text: string): void => save(name, new Blob([text], { type }))
