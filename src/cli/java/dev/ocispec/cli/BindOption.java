package dev.ocispec.cli;

import dev.ocispec.sandbox.HostBind;

/** {@code SOURCE} or {@code SOURCE:DESTINATION}; a colon of a path is written {@code \:}. */
final class BindOption {
  private BindOption() {}

  static String text(String source, String destination) {
    return escaped(source) + ":" + escaped(destination);
  }

  private static String escaped(String path) {
    return path.replace("\\", "\\\\").replace(":", "\\:");
  }

  /**
   * Reads one.
   *
   * @throws UsageException when it has more than two parts
   */
  static HostBind parse(String option, String text) {
    StringBuilder part = new StringBuilder();
    String source = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        part.append(text.charAt(++i));
      } else if (c == ':') {
        if (source != null) {
          throw new UsageException(
              option + ": expected SOURCE or SOURCE:DESTINATION, found " + text);
        }
        source = part.toString();
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    String last = part.toString();
    return new HostBind(Input.path(source == null ? last : source), last);
  }
}
