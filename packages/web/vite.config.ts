import { defineConfig } from 'vite'

export default defineConfig({
  build: {
    target: 'es2022',
    // the policy of our pages lets nothing in that is written into a file of another kind
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    // `npm run web:dev`: the pages from here, the API from a gateway that runs
    proxy: { '^/(cafeteria|bread|air|delivery|cars|operations|boards|docs|actuator|metrics)(/|$)': 'http://localhost:8088' },
  },
})
