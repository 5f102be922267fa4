import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { MailSettings } from '../../src/lib/server/mail-settings.ts';

export interface ReceivedMail {
	from: string;
	to: string[];
	/** Header lines as they came, folded ones joined. */
	headers: string[];
	/** Decoded. */
	body: string;
}

export interface MailServer {
	/** In the order in which they were taken. */
	mails: ReceivedMail[];
	settings: MailSettings;
	/** Cuts every open connection. */
	drop(): void;
	stop(): Promise<void>;
}

/** A mail server on loopback that keeps what it takes; without TLS unless `options` says otherwise. */
export async function mailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
	const mails: ReceivedMail[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		disableReverseLookup: true,
		logger: false,
		onData(stream, session, done) {
			const parts: Buffer[] = [];
			stream.on('data', (part: Buffer) => parts.push(part));
			stream.on('end', () => {
				const { mailFrom, rcptTo } = session.envelope;
				const from = mailFrom === false ? '' : mailFrom.address;
				mails.push({ from, to: rcptTo.map(({ address }) => address), ...readMessage(Buffer.concat(parts).toString()) });
				done();
			});
		},
		...options
	});
	server.on('error', () => {});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.server.address() as AddressInfo;
	return {
		mails,
		settings: {
			...{ host: '127.0.0.1', port, isTlsFromStart: false, mustEncrypt: false },
			...{ user: null, password: null, from: 'muster@example.org' }
		},
		drop() {
			for (const { _socket } of server.connections) _socket.destroy();
		},
		stop: () => new Promise((resolve) => server.close(resolve))
	};
}

function readMessage(text: string): Pick<ReceivedMail, 'headers' | 'body'> {
	const end = text.indexOf('\r\n\r\n');
	const headers = text
		.slice(0, end)
		.replace(/\r\n[ \t]+/g, ' ')
		.split('\r\n');
	const body = text.slice(end + 4);
	const encoding = headers.find((line) => /^content-transfer-encoding:/i.test(line))?.split(': ')[1];
	if (encoding === 'base64') return { headers, body: Buffer.from(body, 'base64').toString() };
	return { headers, body: encoding === 'quoted-printable' ? fromQuotedPrintable(body) : body };
}

function fromQuotedPrintable(text: string): string {
	const bytes = text
		.replace(/=\r\n/g, '')
		.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString();
}
