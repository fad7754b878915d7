/**
 * Certificates of a test's own, made by openssl.
 *
 * @module
 */
import { run } from "../../serial/_programs.ts";

/** Where the files of a certificate authority of a test's own are, and of a server of its. */
export interface TestCertificate {
  /** Certificate of the authority. */
  ca: string;
  /** Certificate of the server, for 127.0.0.1 and localhost. */
  certificate: string;
  /** Key of the server. */
  key: string;
}

/** What is wrong with the server's certificate. */
export type CertificateFault = "expired" | "other name";

/** Makes an authority and a server of its in a folder; one day valid. */
export async function makeCertificate(
  folder: string,
  fault?: CertificateFault,
): Promise<TestCertificate> {
  const ca = `${folder}/ca.crt`;
  const key = `${folder}/server.key`;
  const certificate = `${folder}/server.crt`;
  const extensions = `${folder}/server.ext`;
  const names = fault === "other name" ? "DNS:broker.lan" : "IP:127.0.0.1,DNS:localhost";
  await Deno.writeTextFile(extensions, `subjectAltName=${names}\n`);
  const days = fault === "expired" ? "-1" : "1";
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  await openssl(
    ...["req", "-x509", "-days", "1", "-subj", "/CN=ticlab test CA", ...newKey],
    ...["-keyout", `${folder}/ca.key`, "-out", ca],
  );
  await openssl(
    ...["req", "-subj", "/CN=ticlab test server", ...newKey],
    ...["-keyout", key, "-out", `${folder}/server.csr`],
  );
  await openssl(
    ...["x509", "-req", "-days", days, "-in", `${folder}/server.csr`, "-extfile", extensions],
    ...["-CA", ca, "-CAkey", `${folder}/ca.key`, "-CAcreateserial", "-out", certificate],
  );
  return { ca, certificate, key };
}

async function openssl(...args: string[]): Promise<void> {
  const { code, err } = await run("openssl", ...args);
  if (code !== 0) throw new Error(`openssl ${args[0]} ended with ${code}: ${err}`);
}
