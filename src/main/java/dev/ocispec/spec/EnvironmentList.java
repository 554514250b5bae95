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
  private static final ElementKey<String> NAMES =
      new ElementKey<>() {
        @Override
        public Object of(String entry) {
          return entry.substring(0, lengthOfName(entry));
        }

        @Override
        public boolean is(String entry, Object wanted) {
          String name = (String) wanted;
          return name.length() == lengthOfName(entry) && entry.startsWith(name);
        }

        private static int lengthOfName(String entry) {
          int end = entry.indexOf('=');
          return end < 0 ? entry.length() : end;
        }
      };

  private EnvironmentList() {}

  static List<String> put(@Nullable List<String> list, String name, String value) {
    Objects.requireNonNull(value, "value");
    if (name.isEmpty() || name.indexOf('=') >= 0) {
      throw new IllegalArgumentException(
          "expected the name of a variable, not empty and without \"=\", found \""
              + ForeignText.shown(name)
              + "\"");
    }
    IndexedList<String> result = IndexedList.of(list, NAMES);
    KeyedList.put(result, name + "=" + value, name, false);
    return result;
  }

  /** Whether anything was removed. */
  static boolean remove(@Nullable List<String> list, String name) {
    return list != null && list.removeIf(entry -> NAMES.is(entry, name));
  }
}
