package dev.ocispec.host.internal;

import dev.ocispec.host.IdRange;
import java.util.ArrayList;
import java.util.List;

/** The ids that a user may map, read from {@code /etc/subuid} or {@code /etc/subgid}. */
public final class SubordinateIds {
  private SubordinateIds() {}

  /**
   * The ranges of a user, who is named by name or by number there; lines that say nothing that can
   * be used are passed over, as the programs that use these files do.
   */
  public static List<IdRange> of(List<String> lines, String userName, long uid) {
    List<IdRange> ranges = new ArrayList<>();
    for (String line : lines) {
      String[] fields = line.strip().split(":", -1);
      boolean own = fields[0].equals(userName) || fields[0].equals(Long.toString(uid));
      if (own && fields.length == 3 && isId(fields[1]) && isId(fields[2])) {
        long first = Long.parseLong(fields[1]);
        long count = Math.min(Long.parseLong(fields[2]), IdRange.LAST_ID - first + 1);
        if (count > 0) {
          ranges.add(new IdRange(first, count));
        }
      }
    }
    return ranges;
  }

  private static boolean isId(String text) {
    return text.matches("\\d{1,10}");
  }
}
