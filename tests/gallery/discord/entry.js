// What the pages of Discord's messages run: its looks as web components, brought up to date where
// the components are older than the app.
import '@skyra/discord-components-core';
import '@fontsource/noto-sans/400.css';
import '@fontsource/noto-sans/500.css';
import '@fontsource/noto-sans/600.css';
import '@fontsource/noto-sans/700.css';
import './looks.css';
import { measure } from '../measure.js';

// Components keep their styles to themselves; these are added inside them.
const INSIDE = {
	'discord-embed': `
		.discord-embed-root { max-width: 100%; }
		.discord-embed-wrapper { background-color: #2b2d31 !important; border: 0 !important; }
		:host([light-theme]) .discord-embed-wrapper { background-color: #f2f3f5 !important; }
		.discord-embed-image { max-width: min(400px, 100%) !important; }
		.discord-embed-title, .discord-embed-author { overflow-wrap: anywhere; }`,
	'discord-button': `
		:host > *:first-child { transition: none !important; }
		.secondary { background-color: #4e5058 !important; }
		.success { background-color: #248046 !important; }
		.destructive { background-color: #da373c !important; }`
};

async function ready() {
	for (const [name, css] of Object.entries(INSIDE)) {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(css);
		for (const element of document.querySelectorAll(name)) {
			await element.updateComplete;
			element.shadowRoot.adoptedStyleSheets.push(sheet);
		}
	}
	await measure();
}

addEventListener('load', ready);
