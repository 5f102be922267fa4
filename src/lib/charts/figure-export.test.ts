import { expect, test } from 'vitest';
import { chartLanguage } from './export-language.ts';
import { lightTokens } from './export-sheet.ts';
import { figurePng, figureSvg } from './figure-export.server.ts';
import { GALLERIES } from './registry.ts';

const LANGUAGE = chartLanguage('en');
const DRAWN = GALLERIES.flatMap((gallery) =>
	gallery.entries
		.filter((entry) => entry.status.kind === 'ready')
		.map((entry) => ({ name: `${gallery.id} ${entry.id}`, entry }))
);

function svgOf(name: string, locale: 'en' | 'fr' = 'en'): string {
	const { entry } = DRAWN.filter((drawn) => drawn.name === name)[0];
	return figureSvg(entry.component, entry.props, entry.figure(LANGUAGE), locale);
}

test('a light-dark pair gives its light value, a plain property its own, and the first definition holds', () => {
	const tokens = lightTokens('a { --ink: light-dark(#111111, #eeeeee); --space: 4px; } b { --space: 8px; }');
	expect(Object.fromEntries(tokens)).toEqual({ '--ink': '#111111', '--space': '4px' });
});

test('an exported drawing carries title, subtitle, source, data date and address', () => {
	const svg = svgOf('coverage normal');
	expect(svg).toContain('>3 of 7 critical roles fell below their minimum</text>');
	expect(svg).toContain('>People qualified and at work against the minimum, 20 November 2022 and before the');
	expect(svg).toContain('>Source: Gallery fixture. Data as of 20 November 2022.</text>');
	expect(svg).toContain('>/gallery/coverage?version=3#coverage-normal</text>');
});

test('dated remarks are listed below an exported drawing', () => {
	expect(svgOf('headcount normal')).toContain('>(5) 17 November 2022. Deadline of the ultimatum.</text>');
});

test('sample data carry their watermark in the language of the export, other data do not', () => {
	expect(svgOf('coverage sample')).toContain('>Sample data</text>');
	expect(svgOf('coverage sample', 'fr')).toContain('>Données d’exemple</text>');
	expect(svgOf('coverage normal')).not.toContain('Sample data');
});

test.each(DRAWN)(
	'the export of $name stands alone: no script, no foreign content, no unresolved property',
	({ entry }) => {
		const svg = figureSvg(entry.component, entry.props, entry.figure(LANGUAGE), 'en');
		expect(svg).not.toMatch(/<script|foreignObject|var\(|light-dark|data-mark|inherit|NaN|undefined|<!--/);
		expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true);
	}
);

test('a title with markup is text in the drawing', () => {
	const { entry } = DRAWN[0];
	const figure = { ...entry.figure(LANGUAGE), title: 'Fewer than 5 <b> & "more"' };
	expect(figureSvg(entry.component, entry.props, figure, 'en')).toContain(
		'Fewer than 5 &lt;b&gt; &amp; &quot;more&quot;'
	);
});

test('the image is twice the size of the drawing, 1,488 pixels wide, and the same each time', () => {
	const svg = svgOf('coverage normal');
	const image = Buffer.from(figurePng(svg));
	expect(image.subarray(1, 4).toString('latin1')).toBe('PNG');
	expect(image.readUInt32BE(16)).toBe(1488);
	expect(Buffer.from(figurePng(svg)).equals(image)).toBe(true);
});
