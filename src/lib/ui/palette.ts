import type { Attachment } from 'svelte/attachments';
import { findMatches, type FindEntry } from './find-match.ts';
import { viewAddress } from './table-link.ts';

const SHOWN = 12;

/** The parts of an open palette. */
interface Palette {
	dialog: HTMLDialogElement;
	input: HTMLInputElement;
	list: HTMLElement;
	status: HTMLElement;
	close: HTMLButtonElement;
}

/**
 * Makes a link to the search page open a palette instead, by click or Ctrl/Cmd + K: a field with a list below it, arrows
 * to choose, Enter to go, Escape to leave. `data-entries` is where its entries are; its words are in `data-` attributes.
 */
export const palette: Attachment<HTMLElement> = (link) => {
	const listening = new AbortController();
	let opened: Palette | null = null;
	const open = (event: Event) => {
		event.preventDefault();
		opened ??= built(link);
		if (!opened.dialog.open) opened.dialog.showModal();
		opened.input.select();
	};
	link.addEventListener('click', open, { signal: listening.signal });
	document.addEventListener(
		'keydown',
		(event) => {
			const isShortcut = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
			if (isShortcut && !event.altKey && !event.shiftKey) open(event);
		},
		{ signal: listening.signal }
	);
	return () => {
		listening.abort();
		opened?.dialog.remove();
	};
};

function built(link: HTMLElement): Palette {
	const { label = '', close = '', failed = '', entries = '' } = link.dataset;
	const parts = paletteParts(label, close);
	let known: FindEntry[] = [];
	let chosen = 0;
	const show = (at = 0) => {
		const found = findMatches(known, parts.input.value).slice(0, SHOWN);
		chosen = found.length === 0 ? 0 : (at + found.length) % found.length;
		const options = found.map((entry, index) => option(entry, index, index === chosen));
		for (const [index, { act }] of found.entries()) if (act) runInstead(options[index], act, parts);
		parts.list.replaceChildren(...options);
		parts.input.setAttribute('aria-activedescendant', found.length === 0 ? '' : `palette-${chosen}`);
		parts.status.textContent = (link.dataset.count ?? '').replace('0', String(found.length));
	};
	parts.input.addEventListener('input', () => show());
	parts.input.addEventListener('keydown', (event) => {
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (step !== undefined) show(chosen + step);
		else if (event.key === 'Enter') parts.list.querySelectorAll('a')[chosen]?.click();
		else return;
		event.preventDefault();
	});
	parts.close.addEventListener('click', () => parts.dialog.close());
	document.body.append(parts.dialog);
	void fetch(entries)
		.then((answer) => answer.json() as Promise<FindEntry[]>)
		.then(
			(list) => {
				const able = list.filter(({ act }) => act?.kind !== 'copy-link' || 'clipboard' in navigator);
				known = [...able, ...pageDownloads()];
				show();
			},
			() => (parts.status.textContent = failed)
		);
	return parts;
}

/** The files of every figure on the page, as they stand under it: "Headcount …: CSV". */
function pageDownloads(): FindEntry[] {
	return [...document.querySelectorAll<HTMLAnchorElement>('.figure .figure-actions a.button[download]')].map(
		(link) => ({
			kind: link.closest('details')?.querySelector('summary')?.textContent?.trim() ?? '',
			label: `${link.closest('.figure')?.querySelector('.figure-title')?.textContent ?? ''}: ${link.textContent?.trim()}`,
			href: link.href
		})
	);
}

/** The act of an entry where its link would lead. */
function runInstead(link: HTMLElement, act: NonNullable<FindEntry['act']>, { dialog, status }: Palette): void {
	link.addEventListener('click', (event) => {
		event.preventDefault();
		if (act.kind === 'copy-link') {
			void navigator.clipboard.writeText(viewAddress()).then(
				() => (status.textContent = act.done),
				() => dialog.close()
			);
			return;
		}
		dialog.close();
		document.querySelector<HTMLElement>(`button[name="language"][value="${CSS.escape(act.value)}"]`)?.click();
	});
}

function paletteParts(label: string, close: string): Palette {
	const make = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes: Record<string, string>) => {
		const element = document.createElement(tag);
		for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
		return element;
	};
	const dialog = make('dialog', { class: 'palette', 'aria-label': label });
	const input = make('input', {
		...{ class: 'input', type: 'search', role: 'combobox', 'aria-label': label, 'aria-expanded': 'true' },
		...{ 'aria-controls': 'palette-list', 'aria-autocomplete': 'list', autocomplete: 'off' }
	});
	const list = make('div', { class: 'palette-list', id: 'palette-list', role: 'listbox', 'aria-label': label });
	const status = make('p', { class: 'fine', role: 'status' });
	const button = make('button', { class: 'button button-small', type: 'button' });
	button.textContent = close;
	const head = make('div', { class: 'palette-head' });
	head.append(input, button);
	dialog.append(head, status, list);
	return { dialog, input, list, status, close: button };
}

function option({ label, kind, href }: FindEntry, index: number, isChosen: boolean): HTMLElement {
	const link = document.createElement('a');
	link.id = `palette-${index}`;
	link.href = href;
	link.tabIndex = -1;
	link.setAttribute('role', 'option');
	link.setAttribute('aria-selected', String(isChosen));
	const hint = document.createElement('span');
	hint.className = 'fine';
	hint.textContent = kind;
	link.append(label, ' ', hint);
	return link;
}
