import { ISOLATED, serverProcess, type BareServer } from './bare-server.ts';

const PROGRAM = `
const { readdirSync, readFileSync } = require('node:fs');
const { extname, join } = require('node:path');
const { gzipSync } = require('node:zlib');
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };
const isolated = ${JSON.stringify(ISOLATED)};
const folder = process.argv[1];
const files = new Map();
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
	if (!entry.isFile()) continue;
	const path = join(entry.parentPath ?? entry.path, entry.name);
	const type = types[extname(path)] ?? 'application/octet-stream';
	files.set(path.slice(folder.length), { bytes: gzipSync(readFileSync(path)), type });
}
require('node:http')
	.createServer((request, response) => {
		const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
		const file = files.get(path.endsWith('/') ? path + 'index.html' : path);
		if (!file) return response.writeHead(404).end();
		const length = file.bytes.length;
		response.writeHead(200, { 'content-type': file.type, 'content-encoding': 'gzip', 'content-length': length, ...isolated });
		response.end(file.bytes);
	})
	.listen(0, '127.0.0.1', function () { console.log(this.address().port); });`;

/** A process that answers with the files of a folder, packed and in memory: a static site at its quickest. */
export function staticServer(folder: string): Promise<BareServer> {
	return serverProcess(PROGRAM, { values: [folder] });
}
