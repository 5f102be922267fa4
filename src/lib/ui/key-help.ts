import type { Attachment } from 'svelte/attachments';

const SETTING = 'muster-help-key';
const OFF = 'off';
const TYPED_INTO = 'input, textarea, select, [contenteditable]';

/** Whether a key pressed here opens the list of keys: `?` by itself, outside of fields, unless it was switched off. */
function isAsked(event: KeyboardEvent): boolean {
	if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
	return !(event.target as Element).closest(TYPED_INTO) && localStorage.getItem(SETTING) !== OFF;
}

/**
 * Opens the list of keys, a `details` with `[data-keys]` inside, as a dialog when `?` is pressed. A switch in both turns
 * the key off for this browser; the list stays where it is on the page.
 */
export const keyHelp: Attachment<HTMLElement> = (details) => {
	const listening = new AbortController();
	const { signal } = listening;
	const list = details.querySelector<HTMLElement>('[data-keys]');
	if (list === null) return;
	offerSwitch(list, signal);
	let dialog: HTMLDialogElement | null = null;
	const open = (event: KeyboardEvent) => {
		if (!isAsked(event) || document.querySelector('dialog[open]') !== null) return;
		event.preventDefault();
		dialog?.remove();
		dialog = dialogOf(details, list);
		offerSwitch(dialog, signal);
		document.body.append(dialog);
		dialog.showModal();
	};
	document.addEventListener('keydown', open, { signal });
	return () => {
		listening.abort();
		dialog?.remove();
	};
};

/** Shows the switch of the key, as it stands in this browser. */
function offerSwitch(place: HTMLElement, signal: AbortSignal): void {
	const [label, box] = [place.querySelector('label'), place.querySelector('input')];
	if (label === null || box === null) return;
	label.hidden = false;
	box.checked = localStorage.getItem(SETTING) !== OFF;
	const keep = () => {
		if (box.checked) localStorage.removeItem(SETTING);
		else localStorage.setItem(SETTING, OFF);
		for (const each of document.querySelectorAll<HTMLInputElement>('[data-keys] input')) each.checked = box.checked;
	};
	box.addEventListener('change', keep, { signal });
}

function dialogOf(details: HTMLElement, list: HTMLElement): HTMLDialogElement {
	const dialog = document.createElement('dialog');
	dialog.className = 'palette';
	dialog.setAttribute('aria-label', details.dataset.label ?? '');
	const close = document.createElement('button');
	close.className = 'button button-small';
	close.textContent = details.dataset.close ?? '';
	close.addEventListener('click', () => dialog.close());
	const heading = document.createElement('h2');
	heading.className = 'field-label';
	heading.textContent = details.dataset.label ?? '';
	dialog.append(heading, list.cloneNode(true), close);
	return dialog;
}
