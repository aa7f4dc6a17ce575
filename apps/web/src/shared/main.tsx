import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import './shared.css';
import { locale } from './texts.ts';

document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en';
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
