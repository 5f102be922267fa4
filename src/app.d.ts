import type { Locale } from '#lib/messages/messages.ts';
import type { Moment } from '#lib/server/moment.ts';
import type { Role } from '#lib/server/permissions.ts';
import type { VersionPin } from '#lib/server/version-pins.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** Reference id that the log knows. */
			id?: string;
		}
		interface Locals {
			requestId: string;
			locale: Locale;
			theme: 'system' | 'light' | 'dark';
			account: { id: string; email: string; displayName: string } | null;
			/** Hash of the session token; never sent. */
			sessionId: string | null;
			/** The password was given less than 15 minutes ago. */
			isSessionFresh: boolean;
			/** The session's cookie goes out again with this answer. */
			isSessionExtended: boolean;
			/** Set for routes below /o/[organisation] once membership is proven. */
			organisation: { id: string; slug: string; name: string; isSample: boolean } | null;
			roles: Role[];
			/** Those the account belongs to, by name; null while an act of this request may change them. */
			organisations: { id: string; slug: string; name: string; isSample: boolean }[] | null;
			/** The versions of a frozen link; null for an address that names none. */
			pins: VersionPin[] | null;
			/** What this request has read of what is published. */
			moment: Moment;
			/** Set when an error of this request came from a database that did not answer. */
			isDatabaseDown?: boolean;
		}
	}
}

export {};
