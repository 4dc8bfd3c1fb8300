/**
 * How the page is built and served while developing.
 * The base is relative: a hosted page rarely sits at `/`, and the same build must run under any sub-path.
 */
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** What the built page may do. No 'unsafe-eval': formulas are interpreted or compiled to shaders, never to script. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** The policy is for the build alone: the development server needs inline scripts for its hot reload. */
function contentSecurityPolicyTag(): Plugin {
  return {
    name: 'descent:content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy }, injectTo: 'head-prepend' },
    ],
  }
}

/** The first picture needs the chart's chunk: the browser fetches it beside the page's own script, not after it. */
function preloadChart(): Plugin {
  return {
    name: 'descent:preload-chart',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        const chart = Object.values(bundle).find((file) => file.type === 'chunk' && file.facadeModuleId?.endsWith('/src/ui/Chart.tsx'))
        if (chart?.type !== 'chunk') throw new Error('the chart is not a chunk of its own')
        const shared = chart.imports.filter((file) => !html.includes(file))
        return [chart.fileName, ...shared].map((file) => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` }, injectTo: 'head' as const }))
      },
    },
  }
}

/** Plotly's core asks for the style sheet of its maps, which we do not draw. */
function withoutMapStyles(): Plugin {
  return {
    name: 'descent:without-map-styles',
    apply: 'build',
    enforce: 'pre',
    resolveId: (id) => (id === 'maplibre-gl/dist/maplibre-gl.css' ? '\0no-map-styles' : null),
    load: (id) => (id === '\0no-map-styles' ? 'export {}' : null),
  }
}

export default defineConfig({
  base: './',
  plugins: [react(), contentSecurityPolicyTag(), preloadChart(), withoutMapStyles()],
  // Some of Plotly's dependencies still say `global`.
  define: { global: 'globalThis' },
  worker: { format: 'es' },
  // While developing: find the packages of the worker before it starts, so that it does not reload the page.
  optimizeDeps: { entries: ['index.html', 'src/engine/worker.ts'] },
  build: {
    target: 'es2023',
    // Plotly's core and tfjs are larger than vite's default limit, and each is a chunk of its own.
    chunkSizeWarningLimit: 2000,
  },
})
