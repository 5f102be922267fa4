import type { Attachment } from 'svelte/attachments';
import { showLinkedMarks } from './linked-marks.ts';
import { keyOutcome } from './reading-keys.ts';
import type { MarkPlace } from './reading-keys.ts';

const LINGER_MS = 180;
const EDGE = 8;

/** Marks by series, in the order of the document; only those of the drawing that holds `plot`. */
function seriesOf(plot: Element): SVGElement[][] {
	const groups = new Map<string, SVGElement[]>();
	for (const mark of plot.querySelectorAll<SVGElement>('[data-mark]')) {
		const name = mark.dataset.mark ?? '';
		groups.set(name, [...(groups.get(name) ?? []), mark]);
	}
	return [...groups.values()];
}

function placeOf(series: SVGElement[][], mark: Element | null): MarkPlace | null {
	for (const [at, marks] of series.entries()) {
		const index = marks.findIndex((each) => each === mark);
		if (index >= 0) return { series: at, index };
	}
	return null;
}

function show(tooltip: HTMLElement, frame: HTMLElement, mark: Element) {
	const [name, ...rest] = (mark.getAttribute('aria-label') ?? '').split('\n');
	const heading = document.createElement('strong');
	heading.textContent = name.replace(/\s?:$/, '');
	tooltip.replaceChildren(heading, ...rest.map((line) => `\n${line}`));
	tooltip.hidden = false;
	const [outer, box, own] = [frame, mark, tooltip].map((element) => element.getBoundingClientRect());
	const left = box.left + box.width / 2 - outer.left - own.width / 2;
	const above = box.top - outer.top - own.height - EDGE;
	const below = box.bottom - outer.top + EDGE;
	tooltip.style.left = `${Math.round(Math.max(0, Math.min(left, outer.width - own.width)))}px`;
	tooltip.style.top = `${Math.round(box.top - own.height - EDGE > 0 ? above : below)}px`;
}

function moveByKey(event: KeyboardEvent) {
	const plot = (event.target as Element).closest<HTMLElement>('[data-plot]');
	if (plot === null) return;
	const series = seriesOf(plot);
	const at = placeOf(series, (event.target as Element).closest('[data-mark]'));
	const outcome = keyOutcome(
		event.key,
		at,
		series.map((marks) => marks.length)
	);
	if (outcome === null) return;
	event.preventDefault();
	if (outcome.kind === 'leave') return plot.focus();
	const mark = series[outcome.to.series][outcome.to.index];
	mark.tabIndex = -1;
	mark.focus();
}

/**
 * Lets a chart be read mark by mark. One tab stop, the element with `data-plot`; marks carry `data-mark` (their
 * series) and an `aria-label`. Focus shows the same text as the pointer; Escape puts it away; it can be hovered.
 */
export const markReader: Attachment<HTMLElement> = (frame) => {
	const tooltip = frame.querySelector<HTMLElement>('[role="tooltip"]');
	if (tooltip === null) return;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const hide = () => {
		tooltip.hidden = true;
		showLinkedMarks(frame, null);
	};
	const point = (event: Event) => {
		const target = event.target as Element;
		const mark = target.closest('[data-mark]');
		clearTimeout(timer);
		if (mark !== null) {
			show(tooltip, frame, mark);
			showLinkedMarks(frame, mark);
		} else if (!tooltip.contains(target)) timer = setTimeout(hide, LINGER_MS);
	};
	const leave = () => {
		clearTimeout(timer);
		timer = setTimeout(hide, LINGER_MS);
	};
	const listening = new AbortController();
	const { signal } = listening;
	frame.addEventListener('keydown', moveByKey, { signal });
	frame.addEventListener('pointerover', point, { signal });
	frame.addEventListener('pointerleave', leave, { signal });
	frame.addEventListener('focusin', point, { signal });
	frame.addEventListener('focusout', hide, { signal });
	document.addEventListener('keydown', (event) => event.key === 'Escape' && hide(), { signal });
	return () => {
		clearTimeout(timer);
		listening.abort();
	};
};
