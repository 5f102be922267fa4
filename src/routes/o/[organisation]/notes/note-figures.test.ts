import { expect, test } from 'vitest';
import en from '#lib/messages/en/kept.json';
import { ROUTE_ACCESS } from '#lib/server/permissions.ts';
import { noteHref, NOTED_FIGURES } from './note-figures.ts';

test('each of the 20 figures has a name, stands on one page only, and that page is a section', () => {
	const ids = Object.values(NOTED_FIGURES).flat();
	expect([ids.length, new Set(ids).size]).toEqual([20, 20]);
	expect(ids.filter((id) => !(`figure-${id}` in en))).toEqual([]);
	const pages = Object.keys(NOTED_FIGURES).map((page) => `/o/[organisation]/${page}`);
	expect(pages.filter((page) => !(page in ROUTE_ACCESS))).toEqual([]);
});

test('a figure of acme leads to the form with itself chosen; one of the library and one of an event do not', () => {
	expect(noteHref('recovery', '/o/acme/figures')).toBe('/o/acme/notes?on=figure:recovery#write');
	expect(noteHref('timeline', '/o/acme/figures')).toBeNull();
	expect(noteHref('coverage', '/compare/figures')).toBeNull();
});
