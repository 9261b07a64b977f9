import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css'
import './design/letters.css'
import './design/mantine.css'
import './design/tokens.css'
import './design/base.css'
import './design/components.css'
import './app/app.css'
import { createRoot } from 'react-dom/client'
import { resume } from './api/session.ts'
import { App } from './app/app.tsx'
import { languageNow } from './words/index.ts'

if (await resume(languageNow())) createRoot(document.getElementById('root')!).render(<App />)
