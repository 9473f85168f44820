// What the pages of Slack's messages run: the blocks of each, drawn by slack-blocks-to-jsx. Moments
// and names are those that the page says.
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { Message } from 'slack-blocks-to-jsx';
import 'slack-blocks-to-jsx/dist/style.css';
import '@fontsource/lato/400.css';
import '@fontsource/lato/400-italic.css';
import '@fontsource/lato/700.css';
import '@fontsource/lato/900.css';
import '@fontsource/noto-sans/400.css';
import '@fontsource/noto-sans/700.css';
import './looks.css';
import { measure } from '../measure.js';

function hooks({ name, clock }) {
	return {
		user: () => createElement('span', { className: 'mention' }, `@${name}`),
		date: ({ format }) => {
			const shown = format.replace('{date_short_pretty}', 'today').replace('{time}', clock);
			if (shown.includes('{')) throw new Error(`no picture for the moment ${format}`);
			return createElement('span', null, shown);
		}
	};
}

async function ready() {
	for (const place of document.querySelectorAll('.blocks')) {
		const blocks = JSON.parse(place.dataset.blocks);
		const shown = { blocks, theme: place.dataset.theme, withoutWrapper: true, hooks: hooks(place.dataset) };
		flushSync(() => createRoot(place).render(createElement(Message, shown)));
		place.querySelectorAll('.slack_blocks_to_jsx--block_wrapper').forEach((wrapper, number) => {
			// What it draws alike: what is chosen and what may be; inputs for a line and for many.
			const element = blocks[number].element ?? {};
			wrapper.classList.toggle('chosen', 'initial_option' in element);
			wrapper.classList.toggle('lines', element.multiline === true);
		});
	}
	await new Promise((done) => setTimeout(done, 500)); // effects, in the browser's virtual time
	await measure();
}

addEventListener('load', ready);
