// The page's own address with another fragment.
export function addressOfPage(link: string): string {
  const { origin, pathname, search } = window.location
  return `${origin}${pathname}${search}#${link}`
}
