import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css'
import './design/mantine.css'
import './design/tokens.css'
import './design/base.css'
import './design/components.css'
import './app/app.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'

createRoot(document.getElementById('root')!).render(<App />)
