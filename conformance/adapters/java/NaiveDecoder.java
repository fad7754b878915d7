import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A naive decoder of the TIC line: right, small, and not made to be fast. Replace it by yours. */
final class NaiveDecoder {
  private static final int STX = 0x02, ETX = 0x03, EOT = 0x04, HT = 0x09, LF = 0x0A, CR = 0x0D;
  private static final int SP = 0x20;
  private static final int LONGEST_GROUP = 256;
  private static final Pattern LABEL = Pattern.compile("[A-Za-z][A-Za-z0-9_+-]*");
  private static final Pattern HORODATE = Pattern.compile("([HEhe ][0-9]{12})\t(.*)");

  private final Adapter.Say say;
  private final ByteArrayOutputStream group = new ByteArrayOutputStream(); // the bytes since LF
  private boolean inside = false;

  NaiveDecoder(Adapter.Say say) {
    this.say = say;
  }

  /** Takes the next bytes of the line. */
  void push(byte[] bytes) {
    for (byte b : bytes) {
      if (b == LF) {
        inside = true;
        group.reset();
      } else if (b == CR) {
        if (inside) endOfGroup(group.toByteArray());
        inside = false;
      } else if (b == STX || b == ETX || b == EOT) {
        inside = false; // the group was cut
      } else if (inside) {
        group.write(b);
        inside = group.size() <= LONGEST_GROUP;
      }
    }
  }

  private void endOfGroup(byte[] bytes) {
    int end = bytes.length - 2;
    if (end < 2) return;
    int separator = bytes[end];
    if (separator != SP && separator != HT) return;

    // Historique (blanks) leaves the last separator out of the sum, standard (HT) has it in.
    int sum = separator == HT ? HT : 0;
    for (int i = 0; i < bytes.length; i++) {
      if ((bytes[i] < 0x20 || bytes[i] > 0x7E) && bytes[i] != separator) return;
      if (i < end) sum += bytes[i];
    }
    if (bytes[end + 1] != (sum & 0x3F) + 0x20) return;

    // The first and the last separator delimit: data may have blanks inside.
    String text = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    int first = text.indexOf(separator);
    String label = text.substring(0, Math.max(first, 0));
    if (!LABEL.matcher(label).matches()) return;
    String value = text.substring(first + 1);
    Matcher dated = HORODATE.matcher(value);
    if (separator == HT && dated.matches()) {
      say.group(label, dated.group(2), dated.group(1));
    } else {
      say.group(label, value, null);
    }
  }
}
