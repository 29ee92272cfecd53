import { render } from 'preact';
import './style/tokens.css';
import './style/base.css';
import './style/parts.css';
import './style/pages.css';
import 'uplot/dist/uPlot.min.css';
import { Shell } from './shell.tsx';

const place = document.getElementById('console');
if (place) render(<Shell />, place);
