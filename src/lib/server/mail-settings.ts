/** The server that takes mail, and whom it comes from. */
export interface MailSettings {
	host: string;
	port: number;
	/** TLS before the first word (smtps); else it is asked for with STARTTLS. */
	isTlsFromStart: boolean;
	/** Without TLS nothing is sent. False on loopback alone, where nobody listens in. */
	mustEncrypt: boolean;
	user: string | null;
	password: string | null;
	/** A bare address. */
	from: string;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const PORTS: Record<string, number> = { 'smtp:': 587, 'smtps:': 465 };

export function isSmtpUrl(text: string): boolean {
	if (/\s/.test(text) || !URL.canParse(text)) return false;
	const { protocol, hostname, pathname, search, hash } = new URL(text);
	return Object.hasOwn(PORTS, protocol) && hostname !== '' && /^\/?$/.test(pathname) && search + hash === '';
}

/** One address and nothing else: no name, no second address, no line break. */
export function isMailAddress(text: string): boolean {
	return text.length <= 320 && /^[^\s\p{Cc}@<>()[\]\\,;:"]+@[^\s\p{Cc}@<>()\\,;:"]+$/u.test(text);
}

export function mailSettingsOf(smtpUrl: string | undefined, from: string | undefined): MailSettings | null {
	if (smtpUrl === undefined && from === undefined) return null;
	if (smtpUrl === undefined || from === undefined)
		throw new Error('SMTP_URL and MAIL_FROM belong together: set both, or neither.');
	const url = new URL(smtpUrl);
	return {
		host: url.hostname.replace(/^\[|\]$/g, ''),
		port: url.port === '' ? PORTS[url.protocol] : Number(url.port),
		isTlsFromStart: url.protocol === 'smtps:',
		mustEncrypt: !LOOPBACK.includes(url.hostname),
		user: url.username === '' ? null : decodeURIComponent(url.username),
		password: url.password === '' ? null : decodeURIComponent(url.password),
		from
	};
}
