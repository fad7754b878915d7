/**
 * A serial port behind the network: the client side of telnet's COM port control option.
 *
 * Source: RFC 2217. The port is asked for 7 bits, even parity, 1 stop bit (54E §5.3.5 p12-13).
 *
 * @module
 */
import type { Line } from "./auto_baud.ts";
import { pulled } from "./pulled.ts";
import { brokenOff, SourceError } from "./source_error.ts";
import { connect, type Endpoint, endpointText } from "./tcp.ts";
import { BINARY, IAC, subnegotiation, TelnetReader, VERB } from "./telnet.ts";

const SUPPRESS_GO_AHEAD = 3;
const COM_PORT = 44;
/** Options that this client agrees to on either side; all others are refused. */
const AGREED: readonly number[] = [BINARY, SUPPRESS_GO_AHEAD, COM_PORT];

/** Requests of RFC 2217 §3, each with the words for its value. */
const REQUESTS: Readonly<Record<number, (value: number) => string>> = {
  1: (baud) => `${baud} baud`,
  2: (bits) => `${bits} data bits`,
  3: (parity) => `parity ${["?", "none", "odd", "even", "mark", "space"][parity] ?? parity}`,
  4: (stop) => `stop bits ${["?", "1", "2", "1.5"][stop] ?? stop}`,
};
const SET = { baudRate: 1, dataSize: 2, parity: 3, stopSize: 4, control: 5 } as const;
/** A server answers a request with its number and this, and with what it has really set. */
const ANSWER = 100;
const EVEN = 3;
const NO_FLOW_CONTROL = 1;

/**
 * Connects to an RFC 2217 server and sets its port to 7E1; the speed is for the caller to set.
 *
 * @param options `notice` is told in words when the server sets something else than what was asked;
 *   `patience` is how long it may take to agree to the option, ms.
 * @throws {SourceError} as for any connection; `not-rfc2217` when the server does not agree.
 */
export async function openRfc2217(
  endpoint: Endpoint,
  options: { notice: (text: string) => void; patience?: number },
): Promise<Line> {
  const where = endpointText(endpoint);
  const conn = await connect(endpoint);
  conn.setNoDelay();
  const client = new Client(conn, options.notice);
  const patience = setTimeout(() => client.close(), options.patience ?? 5_000);
  try {
    await client.hello();
    while (!client.agreed) await client.receive();
    await client.configure();
  } catch (cause) {
    throw new SourceError(`Cannot use ${where} as a port: it does not speak RFC 2217`, {
      code: "not-rfc2217",
      next: `If it sends the bare line, read tcp://${where} instead.`,
      cause,
    });
  } finally {
    clearTimeout(patience);
    if (!client.agreed) client.close();
  }
  const read = () =>
    client.receive().catch((cause) => {
      throw brokenOff(where, cause);
    });
  return {
    ...pulled(read, () => client.close()),
    setBaudRate: (baudRate) => client.setBaudRate(baudRate),
  };
}

class Client {
  /** Whether the server takes part in the option. */
  agreed = false;
  readonly #conn: Deno.TcpConn;
  readonly #notice: (text: string) => void;
  readonly #telnet = new TelnetReader();
  readonly #buffer = new Uint8Array(16_384);
  /** Options asked for or in force: what we said WILL to, what we said DO to. */
  readonly #said = { will: new Set<number>(), do: new Set<number>() };
  /** Values asked for and not answered yet, by request. */
  readonly #asked = new Map<number, number[]>();
  readonly #told = new Set<string>();

  constructor(conn: Deno.TcpConn, notice: (text: string) => void) {
    this.#conn = conn;
    this.#notice = notice;
  }

  /** Says what this client wants to agree on. */
  async hello(): Promise<void> {
    for (const option of AGREED) {
      await this.#say(VERB.WILL, option);
      if (option !== COM_PORT) await this.#say(VERB.DO, option);
    }
  }

  /** Sets everything but the speed. */
  async configure(): Promise<void> {
    await this.#ask(SET.dataSize, 7);
    await this.#ask(SET.parity, EVEN);
    await this.#ask(SET.stopSize, 1);
    await this.#ask(SET.control, NO_FLOW_CONTROL);
  }

  /** Sets the speed, in baud. */
  async setBaudRate(baudRate: number): Promise<void> {
    await this.#ask(SET.baudRate, baudRate);
  }

  /** Waits for bytes and returns the data in them; null at the end of the connection. */
  async receive(): Promise<Uint8Array | null> {
    const length = await this.#conn.read(this.#buffer);
    if (length === null) {
      if (!this.agreed) throw new Error("the connection was closed");
      return null;
    }
    const { data, commands } = this.#telnet.push(this.#buffer.subarray(0, length));
    for (const command of commands) {
      if ("data" in command) this.#answered(command.option, command.data);
      else await this.#negotiate(command.verb, command.option);
    }
    return data;
  }

  close(): void {
    try {
      this.#conn.close();
    } catch {
      // Closed already: the server did not answer in time.
    }
  }

  async #negotiate(verb: number, option: number): Promise<void> {
    const ours = verb === VERB.DO || verb === VERB.DONT;
    const on = verb === VERB.DO || verb === VERB.WILL;
    const said = ours ? this.#said.will : this.#said.do;
    if (option === COM_PORT) {
      if (on) this.agreed = true;
      else if (ours && !this.agreed) throw new Error("the option was refused");
    }
    // Only a change is answered, so that two sides never answer each other for ever (RFC 854).
    if (on && !said.has(option)) {
      const agree = AGREED.includes(option);
      if (ours) await this.#say(agree ? VERB.WILL : VERB.WONT, option);
      else await this.#say(agree ? VERB.DO : VERB.DONT, option);
    } else if (!on && said.delete(option)) {
      await this.#say(ours ? VERB.WONT : VERB.DONT, option);
    }
  }

  async #say(verb: number, option: number): Promise<void> {
    if (verb === VERB.WILL) this.#said.will.add(option);
    if (verb === VERB.DO) this.#said.do.add(option);
    await this.#write(Uint8Array.of(IAC, verb, option));
  }

  async #ask(request: number, value: number): Promise<void> {
    this.#asked.set(request, [...this.#asked.get(request) ?? [], value]);
    const bytes = request === SET.baudRate
      ? [value >>> 24, value >>> 16, value >>> 8, value].map((byte) => byte & 0xff)
      : [value];
    await this.#write(subnegotiation(COM_PORT, [request, ...bytes]));
  }

  #answered(option: number, data: Uint8Array): void {
    const [answer = 0, ...bytes] = data;
    const words = REQUESTS[answer - ANSWER];
    const asked = this.#asked.get(answer - ANSWER)?.shift();
    const set = bytes.reduce((number, byte) => number * 256 + byte, 0);
    if (option !== COM_PORT || !words || asked === undefined || set === asked) return;
    const text = `the port was asked for ${words(asked)} and stays at ${words(set)}`;
    if (!this.#told.has(text)) this.#notice(text);
    this.#told.add(text);
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) at += await this.#conn.write(bytes.subarray(at));
  }
}
