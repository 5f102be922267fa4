import type { Attachment } from 'svelte/attachments';
import { keyHelp } from '../ui/key-help.ts';
import { ownZone } from '../ui/own-zone.ts';
import { palette } from '../ui/palette.ts';
import { sortTable } from '../ui/sort-table.ts';
import { copyLinks } from './copy-link.ts';
import { markReader } from './mark-reader.ts';

// The whole script of a page that is finished on the server. Hydrated pages attach the same functions themselves.
const BEHAVIOURS: Record<string, Attachment<HTMLElement>> = {
	marks: markReader,
	links: copyLinks,
	sort: sortTable,
	zone: ownZone,
	palette,
	keys: keyHelp
};

for (const [name, behave] of Object.entries(BEHAVIOURS)) {
	for (const element of document.querySelectorAll<HTMLElement>(`[data-behaviour="${name}"]`)) behave(element);
}
