import { afterNavigate } from '$app/navigation';

/** Goes on at the heading of a page that was moved to: left on the body, focus says nothing to who listens. */
export function focusHeading(): void {
	afterNavigate(({ type, to }) => {
		if (type === 'enter' || to?.url.hash) return;
		document.querySelector<HTMLElement>('h1[tabindex]')?.focus({ preventScroll: true });
	});
}
