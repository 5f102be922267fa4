/** A page with the wide drawings of another and nothing else: what five charts cost at the least. */
export function floorPage(html: string): string {
	const drawings = [...html.matchAll(/<div class="plot-wide"[^>]*>([\s\S]*?)<\/svg>/g)].map(
		([, inner]) => `${inner}</svg>`
	);
	const style = '<style>text{font:13px sans-serif}</style>';
	return `<!doctype html><html lang="en"><head><title>Floor</title>${style}</head><body>${drawings.join('')}</body></html>`;
}
