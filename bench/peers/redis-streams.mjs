// One process adds 88-byte entries to a Redis stream at a fixed rate over a Unix socket, another reads it blocking:
// the latency from the scheduled time of each entry to its arrival. Needs redis-server (Debian: redis-server).
// Usage: node redis-streams.mjs [entries per second] [seconds]
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, existsSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [role, ...rest] = process.argv.slice(2);
const now = () => process.hrtime.bigint();
const payload = 'x'.repeat(64);

function command(...words) {
  return `*${words.length}\r\n` + words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('');
}

if (role === 'reader') {
  const [socketPath, total] = [rest[0], Number(rest[1])];
  const latencies = [];
  const socket = net.connect(socketPath);
  let text = '';
  let last = '0-0';
  const ask = () => socket.write(command('XREAD', 'COUNT', '1000', 'BLOCK', '0', 'STREAMS', 'tape', last));
  socket.on('data', (chunk) => {
    const arrived = now();
    text += chunk.toString('latin1');
    if (!text.endsWith('\r\n') || (text.match(/\r\n\$64\r\n/g) ?? []).length * 64 > text.length) return;
    const entries = [...text.matchAll(/\$\d+\r\n(\d+-\d+)\r\n\*4\r\n\$1\r\nt\r\n\$\d+\r\n(\d+)\r\n\$1\r\np\r\n\$64\r\nx{64}\r\n/g)];
    const announced = text.match(/^\*1\r\n\*2\r\n\$4\r\ntape\r\n\*(\d+)\r\n/);
    if (!announced || entries.length < Number(announced[1])) return;
    for (const [, id, scheduled] of entries) {
      latencies.push(Number(arrived - BigInt(scheduled)));
      last = id;
    }
    text = '';
    if (latencies.length >= total) {
      latencies.sort((a, b) => a - b);
      const at = (share) => (latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))] / 1000).toFixed(1);
      console.log(`Redis streams: ${latencies.length} entries, p50 ${at(0.5)} us, p99 ${at(0.99)} us, p99.9 ${at(0.999)} us`);
      process.exit(0);
    }
    ask();
  });
  ask();
} else {
  const rate = Number(role ?? 10_000);
  const seconds = Number(rest[0] ?? 5);
  const folder = mkdtempSync(join(tmpdir(), 'redis-peer-'));
  const socketPath = join(folder, 'redis.sock');
  const server = spawn('redis-server', ['--port', '0', '--unixsocket', socketPath, '--save', '', '--appendonly', 'yes',
    '--appendfsync', 'everysec', '--dir', folder], { stdio: 'ignore' });
  while (!existsSync(socketPath)) await new Promise((done) => setTimeout(done, 20));
  const total = rate * seconds;
  const reader = spawn(process.execPath, [fileURLToPath(import.meta.url), 'reader', socketPath, String(total)], { stdio: 'inherit' });
  await new Promise((done) => setTimeout(done, 500));
  const writer = net.connect(socketPath);
  writer.on('data', () => {});
  const start = now();
  let sent = 0;
  const send = () => {
    const due = Math.min(total, Number(((now() - start) * BigInt(rate)) / 1_000_000_000n));
    let batch = '';
    for (; sent < due; sent++) {
      const scheduled = start + (BigInt(sent) * 1_000_000_000n) / BigInt(rate);
      batch += command('XADD', 'tape', '*', 't', String(scheduled), 'p', payload);
    }
    if (batch) writer.write(batch);
    if (sent < total) setImmediate(send);
  };
  send();
  reader.on('exit', () => {
    writer.destroy();
    server.kill();
    server.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  });
}
