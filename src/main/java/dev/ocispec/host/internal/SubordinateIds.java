package dev.ocispec.host.internal;

import dev.ocispec.host.IdRange;
import dev.ocispec.report.internal.ForeignText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The ids that a user may map, read from {@code /etc/subuid} or {@code /etc/subgid}. */
public final class SubordinateIds {
  private static final int MOST_REMARKS = 5;

  /** Without the leading zeros that the programs for these files take for octal. */
  private static final String NUMBER = "0|[1-9][0-9]{0,17}";

  private final String file;
  private final Set<String> names;
  private final long own;
  private final boolean byProgram;
  private final IdRanges free = new IdRanges();
  private final List<IdRange> ranges = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private int unusable;

  /**
   * The ids of a user, whom the file calls by name or by number.
   *
   * @param own the caller's own id of the kind that the file is about
   * @param byProgram whether {@code newuidmap} or {@code newgidmap} has to map them, which decides
   *     by the same file
   */
  public SubordinateIds(String file, String userName, long uid, long own, boolean byProgram) {
    this.file = file;
    this.names = new HashSet<>(List.of(userName, Long.toString(uid)));
    this.own = own;
    this.byProgram = byProgram;
    free.take(new IdRange(0, 1));
    free.take(new IdRange(own, 1));
  }

  /**
   * The user's ranges, none of which has the host's root, the caller's own id, or an id of another.
   */
  public List<IdRange> read(List<String> lines) {
    for (String line : lines) {
      String[] fields = line.strip().split(":", -1);
      if (names.contains(fields[0])) {
        read(line, fields);
      }
    }
    return ranges;
  }

  /** What was left out, one line each. */
  List<String> remarks() {
    List<String> all = new ArrayList<>(remarks);
    if (unusable > MOST_REMARKS) {
      all.add(file + ": " + (unusable - MOST_REMARKS) + " more invalid lines for the user");
    }
    return all;
  }

  private void read(String line, String[] fields) {
    if (byProgram && !line.equals(line.strip())) {
      remark(
          line,
          "expected no surrounding white space, which "
              + (file.endsWith("gid") ? "newgidmap" : "newuidmap")
              + " does not allow; ignored");
    } else if (fields.length != 3) {
      remark(line, "expected name:first:count; ignored");
    } else if (!fields[1].matches(NUMBER) || Long.parseLong(fields[1]) > IdRange.LAST_ID) {
      remark(line, "expected a first id from 0 to " + IdRange.LAST_ID + "; ignored");
    } else if (!fields[2].matches(NUMBER) || Long.parseLong(fields[2]) == 0) {
      remark(line, "expected a count from 1 to " + IdRange.LAST_ID + "; ignored");
    } else {
      take(line, Long.parseLong(fields[1]), Long.parseLong(fields[2]));
    }
  }

  private void take(String line, long first, long count) {
    long most = IdRange.LAST_ID - first + 1;
    IdRange range = new IdRange(first, Math.min(count, most));
    if (count > most) {
      remark(line, "ids beyond " + IdRange.LAST_ID + ", the last id, are ignored");
    }
    if (range.contains(0)) {
      remark(line, "id 0, the host's root, is ignored");
    }
    if (own != 0 && range.contains(own)) {
      remark(line, "id " + own + ", the caller's own, is ignored");
    }
    ranges.addAll(free.take(range));
  }

  private void remark(String line, String fault) {
    unusable++;
    if (unusable <= MOST_REMARKS) {
      remarks.add(file + " has the line \"" + ForeignText.shown(line) + "\": " + fault);
    }
  }
}
