/**
 * What a broker's refusal means, and what to do.
 *
 * @module
 */
import type { MqttSettings } from "./mqtt_settings.ts";
import { SinkError, type SinkErrorKind } from "./sink.ts";

type Words = string | ((settings: MqttSettings) => string);

interface Meaning {
  kind: SinkErrorKind;
  what: Words;
  next: Words;
}

const CREDENTIALS: Meaning = {
  kind: "denied",
  what: ({ user }) =>
    user === undefined
      ? "it wants a user and a password"
      : `it does not know user ${user} with this password`,
  next: ({ user }) =>
    user === undefined
      ? "Name the user, as in mqtt://USER@HOST, and put the password into TICLAB_MQTT_PASSWORD, " +
        "or into a file that TICLAB_MQTT_PASSWORD_FILE names."
      : "Put the right one into TICLAB_MQTT_PASSWORD, or into a file that TICLAB_MQTT_PASSWORD_FILE names.",
};
const VERSION: Meaning = {
  kind: "denied",
  what: ({ version }) => `it does not speak MQTT ${version === 4 ? "3.1.1" : "5"}`,
  next: ({ version }) => version === 5 ? "Write version=3.1.1." : "Is it a broker of MQTT?",
};
const CLIENT: Meaning = {
  kind: "denied",
  what: ({ clientId }) => `it does not take the client id ${clientId}`,
  next: "Name one that it takes: client=NAME.",
};
const BUSY: Meaning = {
  kind: "down",
  what: "it is not available now",
  next: "It is tried again; see what the broker's log says.",
};
const CERTIFICATE: Meaning = {
  kind: "denied",
  what: "its certificate is signed by nobody that is trusted here",
  next: "Name the certificate of the authority that signed it: ca=FILE.",
};
const CLOSED: Meaning = {
  kind: "down",
  what: "it closed the connection",
  next: ({ protocol, port }) =>
    protocol === "mqtt" || protocol === "ws"
      ? `It is tried again. If port ${port} is one for TLS, write ${protocol}s:.`
      : `It is tried again. If port ${port} is one without TLS, write ${protocol.slice(0, -1)}:.`,
};

/**
 * By code of CONNACK in MQTT 3.1.1 (1 to 5), reason code of MQTT 5 (from 128; OASIS MQTT 5.0 §2.4), and name
 * of the system's or of TLS's error.
 */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  1: VERSION,
  2: CLIENT,
  3: BUSY,
  4: CREDENTIALS,
  5: CREDENTIALS,
  132: VERSION,
  133: CLIENT,
  134: CREDENTIALS,
  135: CREDENTIALS,
  136: BUSY,
  137: BUSY,
  138: { kind: "denied", what: "it has banned this client", next: "Ask who runs the broker." },
  139: BUSY,
  140: CREDENTIALS,
  142: {
    kind: "denied",
    what: ({ clientId }) => `another client came with the same id, ${clientId}`,
    next: "End the other one, or give each its own: client=NAME.",
  },
  144: { kind: "refused", what: "it does not take this topic", next: "Choose another base." },
  149: {
    kind: "refused",
    what: "the message is larger than it takes",
    next: "Raise the broker's limit of a packet.",
  },
  153: {
    kind: "refused",
    what: "it does not take this text as a message",
    next: "See what the broker's log says.",
  },
  154: { kind: "denied", what: "it keeps no messages", next: "Write retain=no." },
  155: { kind: "denied", what: ({ qos }) => `it has no QoS ${qos}`, next: "Write qos=0 or qos=1." },
  ECONNREFUSED: {
    kind: "down",
    what: "nobody listens there",
    next: "Is the broker running, and is this its port?",
  },
  ENOTFOUND: {
    kind: "down",
    what: "no machine of that name is known",
    next: "Is the name right, and is the network there?",
  },
  ECONNRESET: CLOSED,
  EPIPE: CLOSED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: CERTIFICATE,
  UNABLE_TO_GET_ISSUER_CERT: CERTIFICATE,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: CERTIFICATE,
  SELF_SIGNED_CERT_IN_CHAIN: CERTIFICATE,
  DEPTH_ZERO_SELF_SIGNED_CERT: CERTIFICATE,
  CERT_HAS_EXPIRED: {
    kind: "denied",
    what: "its certificate has expired",
    next: "Renew it on the broker; is the clock of this machine right?",
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    kind: "denied",
    what: ({ host }) => `its certificate is for another name than ${host}`,
    next: "Write the name that the certificate has.",
  },
};

/** What a client's error says. */
interface Reason {
  code?: number | string;
  message?: string;
}

/**
 * The error of a sink for an error of the client; of no error, that the broker closed the connection.
 *
 * @param attempt What was attempted: `connect`, `publish to teleinfo/status`.
 */
export function mqttFailure(error: unknown, settings: MqttSettings, attempt: string): SinkError {
  const { code, message } = (error ?? {}) as Reason;
  const meaning = error === undefined ? CLOSED : MEANINGS[code ?? ""] ?? {
    kind: "down",
    what: message ?? `it says ${code}`,
    next: "It is tried again; see what the broker's log says.",
  };
  const words = (words: Words) => typeof words === "string" ? words : words(settings);
  return new SinkError(`${settings.url}: cannot ${attempt}: ${words(meaning.what)}`, {
    kind: meaning.kind,
    next: words(meaning.next),
    cause: error,
  });
}

/** Whether a broker refused this because it knows no MQTT 5; some say so by hanging up alone. */
export function knowsNoMqtt5(error: SinkError): boolean {
  const { code } = (error.cause ?? {}) as Reason;
  return code === 1 || code === 132 || error.cause === undefined;
}
