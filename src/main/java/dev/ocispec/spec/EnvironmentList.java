package dev.ocispec.spec;

import dev.ocispec.report.internal.ForeignText;
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
    return KeyedList.put(list, name + "=" + value, EnvironmentList::nameOf, false);
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
