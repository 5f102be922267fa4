import type { Attachment } from 'svelte/attachments';
import { formatter } from '../format.ts';
import type { Locale } from '../messages/messages.ts';

/** 'America/New_York' reads as 'New York'. */
export function zoneName(zone: string): string {
	return zone.split('/').at(-1)!.replaceAll('_', ' ');
}

/**
 * Tells the instant of a `dd` in the zone of the browser. The `dd` holds a `time` and carries `data-label`, the text of
 * the `dt` before it with `{zone}` where the zone is named.
 */
export const ownZone: Attachment<HTMLElement> = (told) => {
	const time = told.querySelector('time');
	const label = told.previousElementSibling;
	if (time === null || label === null) return;
	const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
	time.textContent = formatter(document.documentElement.lang as Locale).dateTime(time.dateTime, zone);
	label.textContent = (told.dataset.label ?? '').replace('{zone}', zoneName(zone));
};
