import type { Attachment } from 'svelte/attachments';
import { tableOf, withTables } from '../ui/table-link.ts';

/**
 * Makes the links of a panel whole, with the table of its figure as the reader left it, and their buttons work: each `button[data-copied]` stands after the field it copies,
 * is hidden without JavaScript, and says the text of `data-copied` once it has copied; so does the panel's status line.
 */
export const copyLinks: Attachment<HTMLElement> = (panel) => {
	const status = panel.querySelector('[role="status"]');
	const listening = new AbortController();
	const buttons = [...panel.querySelectorAll<HTMLButtonElement>('button[data-copied]')];
	const labels = buttons.map((button) => button.textContent);
	const say = (copied: HTMLButtonElement) => {
		for (const [index, button] of buttons.entries()) {
			button.textContent = button === copied ? (button.dataset.copied ?? '') : labels[index];
		}
		if (status !== null) status.textContent = copied.dataset.copied ?? '';
	};
	const figure = panel.closest('.figure');
	const fields = buttons.map((button) => button.previousElementSibling as HTMLInputElement);
	const write = () => {
		const table = figure && tableOf(figure);
		for (const field of fields) {
			field.value = withTables(new URL(field.value, location.href).href, table ? [table] : []);
		}
	};
	write();
	// After the heading of the table that was pressed, or what was unfolded, has done its part.
	figure?.addEventListener('click', write, { signal: listening.signal });
	for (const [index, button] of buttons.entries()) {
		const field = fields[index];
		const copy = () =>
			navigator.clipboard.writeText(field.value).then(
				() => say(button),
				() => field.select()
			);
		button.addEventListener('click', () => void copy(), { signal: listening.signal });
		// Browsers give pages on an unprotected address no clipboard.
		button.hidden = !('clipboard' in navigator);
	}
	return () => listening.abort();
};
