import type { ServerResponse } from 'node:http';

const FEATURES = [
	'accelerometer',
	'camera',
	'display-capture',
	'geolocation',
	'gyroscope',
	'microphone',
	'midi',
	'payment'
];

const BASELINE: Record<string, string> = {
	'X-Content-Type-Options': 'nosniff',
	// Not no-referrer: browsers would then send `Origin: null` with our own forms.
	'Referrer-Policy': 'same-origin',
	'X-Frame-Options': 'DENY',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Permissions-Policy': [...FEATURES, 'serial', 'usb', 'xr-spatial-tracking'].map((name) => `${name}=()`).join(', '),
	// Pages replace this one with the policy of svelte.config.js, hashed assets the next one.
	'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
	'Cache-Control': 'private, no-store'
};
const ONE_YEAR_SECONDS = 31_536_000;

/** Sets what every answer carries, static files and refusals included, before the site sees the request. */
export function setSecurityHeaders(response: ServerResponse, isHttps: boolean): void {
	for (const [name, value] of Object.entries(BASELINE)) response.setHeader(name, value);
	if (isHttps) response.setHeader('Strict-Transport-Security', `max-age=${ONE_YEAR_SECONDS}; includeSubDomains`);
}
