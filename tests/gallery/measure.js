// When everything is shown: each frame's size in whole pixels, told to whoever reads the page.
export async function measure() {
	await document.fonts.ready;
	await Promise.all([...document.images].map(loaded));
	for (const frame of document.querySelectorAll('.frame')) {
		// Whole pixels, so that frames below each other are cut where they begin.
		const height = Math.ceil(frame.getBoundingClientRect().height);
		frame.style.height = `${height}px`;
		frame.dataset.height = height;
		frame.dataset.over = Math.max(0, frame.scrollWidth - frame.clientWidth);
	}
}

// Not decode(): the promise of a picture below the window's edge may never settle.
function loaded(image) {
	image.decoding = 'sync';
	if (image.complete) return null;
	return new Promise((done) => {
		image.addEventListener('load', done);
		image.addEventListener('error', done);
	});
}
