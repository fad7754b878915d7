import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Speaks ticlab's adapter protocol for a decoder of the TIC line.
 *
 * <p>By pipe, bytes come on standard input and events go to standard output, one JSON object a
 * line. With TIC_TEST_SESSION=1, requests come instead, and one process serves every case.
 */
public final class Adapter {
  /**
   * What ticlab may ask of this program. There is more for who has it: "older", "raw", "auto-mode",
   * "typed", "errors" and others (ticlab's docs/adapter-protocol.md).
   */
  private static final String HELLO =
      "{\"hello\":{\"name\":\"my-decoder\",\"version\":\"0.1.0\","
          + "\"capabilities\":[\"historique\",\"standard\",\"timestamps\"],\"depth\":\"syntax\"}}";

  // Enough JSON for what the runner sends.
  private static final Pattern OP = Pattern.compile("\"op\"\\s*:\\s*\"(\\w+)\"");
  private static final Pattern SEQ = Pattern.compile("\"seq\"\\s*:\\s*(\\d+)");
  private static final Pattern MODE = Pattern.compile("\"mode\"\\s*:\\s*\"([^\"]*)\"");
  private static final Pattern PIECE = Pattern.compile("\"b64\"\\s*:\\s*\"([^\"]*)\"");

  private static final StringBuilder OUT = new StringBuilder();
  private static final PrintStream STDOUT = new PrintStream(System.out, false);

  /** Receives a good group, byte n of the line as U+00nn; the timestamp is null where there is none. */
  interface Say {
    void group(String label, String value, String timestamp);
  }

  /**
   * PUT YOUR DECODER HERE.
   *
   * <p>Starts a fresh decoder and returns a function that takes the next bytes of the line. It calls
   * say.group(label, value, timestamp) for each good group, timestamp null where there is none. The
   * mode is "historique", "standard" or "auto"; the naive decoder sees it by itself.
   */
  private static Consumer<byte[]> startDecoder(String mode, Say say) {
    return new NaiveDecoder(say)::push;
  }

  private static void writeEvent(String label, String value, String timestamp) {
    OUT.append("{\"event\":\"group\",\"label\":").append(quoted(label));
    OUT.append(",\"value\":").append(quoted(value));
    if (timestamp != null) OUT.append(",\"timestamp\":").append(quoted(timestamp));
    OUT.append("}\n");
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') out.append('\\').append(c);
      else if (c < ' ' || c > '~') out.append(String.format("\\u%04x", (int) c));
      else out.append(c);
    }
    return out.append('"').toString();
  }

  private static void flush() {
    STDOUT.print(OUT);
    STDOUT.flush();
    OUT.setLength(0);
  }

  private static String found(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static void session() throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = in.readLine()) != null; flush()) {
      String op = found(OP, line);
      if (op.equals("bye")) return;
      if (op.equals("hello")) OUT.append(HELLO).append('\n');
      if (!op.equals("run")) continue;
      Consumer<byte[]> push = startDecoder(found(MODE, line), Adapter::writeEvent);
      Matcher piece = PIECE.matcher(line);
      while (piece.find()) push.accept(Base64.getDecoder().decode(piece.group(1)));
      OUT.append("{\"seq\":").append(found(SEQ, line)).append(",\"done\":true}\n");
    }
  }

  private static void pipe() throws IOException {
    OUT.append(HELLO).append('\n');
    String mode = System.getenv().getOrDefault("TIC_MODE", "auto");
    startDecoder(mode, Adapter::writeEvent).accept(System.in.readAllBytes());
    flush();
  }

  public static void main(String[] args) throws IOException {
    if ("1".equals(System.getenv("TIC_TEST_SESSION"))) session();
    else pipe();
  }
}
