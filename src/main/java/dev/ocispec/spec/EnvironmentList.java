package dev.ocispec.spec;

import dev.ocispec.report.internal.ForeignText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Edits of a list of {@code NAME=value} strings; an entry without equals sign counts as a name
 * alone.
 */
final class EnvironmentList {
  private EnvironmentList() {}

  static List<String> put(@Nullable List<String> list, String name, String value) {
    Objects.requireNonNull(value, "value");
    if (name.isEmpty() || name.indexOf('=') >= 0) {
      throw new IllegalArgumentException(
          "expected the name of a variable, not empty and without \"=\", found \""
              + ForeignText.shown(name)
              + "\"");
    }
    List<String> result = list == null ? new ArrayList<>() : list;
    String entry = name + "=" + value;
    boolean placed = false;
    for (int i = 0; i < result.size(); i++) {
      if (!nameOf(result.get(i)).equals(name)) {
        continue;
      }
      if (placed) {
        result.remove(i--);
      } else {
        result.set(i, entry);
        placed = true;
      }
    }
    if (!placed) {
      result.add(entry);
    }
    return result;
  }

  /** Whether anything was removed. */
  static boolean remove(@Nullable List<String> list, String name) {
    return list != null && list.removeIf(entry -> nameOf(entry).equals(name));
  }

  private static String nameOf(String entry) {
    int end = entry.indexOf('=');
    return end < 0 ? entry : entry.substring(0, end);
  }
}
