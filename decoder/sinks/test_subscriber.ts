/**
 * A subscriber of another author, mosquitto_sub, that a test waits for.
 *
 * @module
 */
import { TextLineStream } from "@std/streams";
import type { Mosquitto } from "./test_mosquitto.ts";

/** A message as mosquitto_sub shows it. */
export interface Received {
  topic: string;
  payload: string;
  qos: number;
  /** Whether the publisher asked the broker to keep it. */
  retain: boolean;
}

/** How it subscribes. */
export interface SubscriberOptions {
  /** Default `#`. */
  topic?: string;
  user?: string;
  password?: string;
  /** MQTT 3.1.1 for a broker that has no 5; it does not show what was asked to be kept. */
  version?: "311";
  /** Name of a session that the broker keeps while the subscriber or the broker is away. */
  session?: string;
}

/** Somebody who listens to a broker. */
export interface Subscriber extends AsyncDisposable {
  /** What it has received so far, in order. */
  readonly messages: readonly Received[];
  /** Resolves with the first message that passes, now or later. */
  until(passes: (message: Received) => boolean): Promise<Received>;
  /** Resolves when there are that many messages. */
  count(count: number): Promise<readonly Received[]>;
}

/** Subscribes at QoS 1; resolves when the broker has said yes. It connects again by itself. */
export async function subscribe(
  { port, ca, plain }: Pick<Mosquitto, "port" | "ca" | "plain">,
  { topic = "#", user, password, session, version }: SubscriberOptions = {},
): Promise<Subscriber> {
  // Into a pipe it would keep "Subscribed" to itself until its buffer is full.
  const child = new Deno.Command("stdbuf", {
    args: [
      ...["-oL", "mosquitto_sub"],
      ...[
        "-h",
        "127.0.0.1",
        "-p",
        `${plain ?? port}`,
        "-V",
        version ?? "5",
        "-q",
        "1",
        "-t",
        topic,
        "-d",
      ],
      ...["-F", "%j", ...(version === undefined ? ["--retain-as-published"] : [])],
      ...(user === undefined ? [] : ["-u", user, "-P", password ?? ""]),
      ...(ca === undefined || plain !== undefined ? [] : ["--cafile", ca]),
      ...(session === undefined ? [] : ["-c", "-i", session, "-x", "3600"]),
    ],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const messages: Received[] = [];
  const waiting = new Set<() => void>();
  const subscribed = Promise.withResolvers<void>();
  const read = (async () => {
    const lines = child.stdout.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream());
    for await (const line of lines) {
      if (line.startsWith("Subscribed")) subscribed.resolve();
      if (!line.startsWith("{")) continue;
      const { topic, payload = "", qos, retain } = JSON.parse(line);
      messages.push({ topic, payload, qos, retain: retain === 1 });
      waiting.forEach((look) => look());
    }
  })();
  const complaint = new Response(child.stderr).text();
  const died = child.status.then(async ({ code }) => {
    throw new Error(`mosquitto_sub ended with ${code}: ${await complaint}`);
  });
  died.catch(() => {});
  await Promise.race([subscribed.promise, died]);
  const wait = <T>(found: () => T | undefined): Promise<T> => {
    const { promise, resolve } = Promise.withResolvers<T>();
    const look = () => {
      const value = found();
      if (value === undefined) return;
      waiting.delete(look);
      resolve(value);
    };
    waiting.add(look);
    look();
    return Promise.race([promise, died]);
  };
  return {
    messages,
    until: (passes) => wait(() => messages.find(passes)),
    count: (count) => wait(() => messages.length >= count ? messages : undefined),
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await Promise.all([child.status, read, complaint]);
    },
  };
}
