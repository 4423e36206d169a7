import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';

const binary = '/usr/sbin/dovecot';
/** Owner of the mail: an account every system has. */
const nobody = 65_534;

/** A real IMAP server may be started here: it is installed and we are root. */
export const hasDovecot = existsSync(binary) && process.getuid?.() === 0;

export interface Dovecot {
  port: number;
  /** Puts a mail into a user's inbox, as a mail server does, or into a subfolder; it arrived now unless said otherwise. */
  deliver(user: string, mail: Buffer, arrivedAt?: Date, folder?: string): void;
  /** Mails in a folder: `INBOX` by default, or a subfolder by name; how many, and how many of them are read. */
  count(user: string, folder?: string): { total: number; seen: number };
  /** Takes a user's subfolder away with all that is in it, as somebody does in a mail program. */
  removeFolder(user: string, folder: string): void;
  /** Numbers a user's inbox anew, as a restored or moved mailbox does. */
  changeUidValidity(user: string): void;
  /** Stops the server; its mail stays for `start`. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops and removes everything. */
  destroy(): Promise<void>;
}

/** A throw-away Dovecot on 127.0.0.1 without TLS; users are made with their passwords. */
export async function startDovecot(users: Record<string, string>): Promise<Dovecot> {
  const dir = mkdtempSync('/tmp/vt-dovecot-');
  execFileSync('chmod', ['755', dir]);
  const port = await freePort();
  const mailOf = (user: string) => join(dir, 'mail', user);
  for (const user of Object.keys(users)) makeMaildir(mailOf(user));
  writeFileSync(
    join(dir, 'users'),
    Object.entries(users)
      .map(([user, password]) => `${user}:{PLAIN}${password}\n`)
      .join(''),
  );
  writeFileSync(join(dir, 'dovecot.conf'), configuration(dir, port));
  let child: ChildProcess | null = null;
  let delivered = 0;

  async function start() {
    child = spawn(binary, ['-F', '-c', join(dir, 'dovecot.conf')], { stdio: 'ignore' });
    await untilAnswers(port);
  }

  async function stop() {
    const ending = child;
    child = null;
    if (!ending || ending.exitCode !== null) return;
    const gone = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill('SIGTERM');
    await gone;
  }

  await start();
  return {
    port,
    deliver(user, mail, arrivedAt, folder = 'INBOX') {
      const box = folder === 'INBOX' ? mailOf(user) : join(mailOf(user), `.${folder}`);
      if (!existsSync(box)) makeMaildir(box);
      delivered += 1;
      const name = `${1_700_000_000 + delivered}.M${delivered}P${process.pid}.prueba`;
      const made = join(box, 'tmp', name);
      writeFileSync(made, mail);
      chownSync(made, nobody, nobody);
      if (arrivedAt) utimesSync(made, arrivedAt, arrivedAt);
      renameSync(made, join(box, 'new', name));
    },
    count(user, folder = 'INBOX') {
      const at = folder === 'INBOX' ? mailOf(user) : join(mailOf(user), `.${folder}`);
      const names = ['new', 'cur'].flatMap((part) =>
        existsSync(join(at, part)) ? readdirSync(join(at, part)) : [],
      );
      return { total: names.length, seen: names.filter((name) => /:2,[A-Z]*S/.test(name)).length };
    },
    removeFolder(user, folder) {
      rmSync(join(mailOf(user), `.${folder}`), { recursive: true });
    },
    changeUidValidity(user) {
      for (const name of readdirSync(mailOf(user))) {
        if (/^dovecot[.-]/.test(name)) rmSync(join(mailOf(user), name));
      }
      // Dovecot takes the time as the new number, which must differ from the old one.
      writeFileSync(join(mailOf(user), 'dovecot-uidlist'), `3 V${1_900_000_000 + delivered} N1\n`);
      chownSync(join(mailOf(user), 'dovecot-uidlist'), nobody, nobody);
    },
    stop,
    start,
    async destroy() {
      await stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function configuration(dir: string, port: number): string {
  return `
protocols = imap
listen = 127.0.0.1
base_dir = ${dir}/run
state_dir = ${dir}/state
log_path = ${dir}/log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
mail_location = maildir:${dir}/mail/%u
first_valid_uid = 1
mail_max_userip_connections = 100
passdb {
  driver = passwd-file
  args = ${dir}/users
}
userdb {
  driver = static
  args = uid=${nobody} gid=${nobody} home=${dir}/mail/%u
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`;
}

function makeMaildir(path: string) {
  for (const part of ['', 'new', 'cur', 'tmp']) {
    mkdirSync(join(path, part), { recursive: true });
    chownSync(join(path, part), nobody, nobody);
  }
}

async function untilAnswers(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const answered = await new Promise<boolean>((resolve) => {
      const socket = createConnection({ port, host: '127.0.0.1' });
      socket.once('data', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('data', () => socket.destroy());
    });
    if (answered) return;
    await sleep(50);
  }
  throw new Error('Dovecot did not start');
}
