package dev.ocispec.rule;

import java.util.ArrayList;
import java.util.List;

/** What counts as an absolute path, and which paths lead to the same place. */
final class PathForms {
  private PathForms() {}

  /**
   * Whether {@code path} is absolute on one of the document's platforms. A Linux container on
   * Windows has paths of both kinds.
   */
  static boolean isAbsolute(Subject subject, String path) {
    return isForPosix(subject) && path.startsWith("/")
        || subject.isFor(Platform.WINDOWS) && isAbsoluteOnWindows(path);
  }

  /** Whether a path of the host, whose platform the document does not tell, may be absolute. */
  static boolean isAbsoluteSomewhere(String path) {
    return path.startsWith("/") || isAbsoluteOnWindows(path);
  }

  /** Whether one of the document's platforms has POSIX paths. */
  static boolean isForPosix(Subject subject) {
    return !subject.isFor(Platform.WINDOWS)
        || subject.isFor(Platform.LINUX)
        || subject.isFor(Platform.SOLARIS)
        || subject.isFor(Platform.ZOS)
        || subject.isFor(Platform.FREEBSD);
  }

  /** A drive with a path from its root, or what begins with two backslashes, like a named pipe. */
  private static boolean isAbsoluteOnWindows(String path) {
    return path.startsWith("\\\\")
        || path.length() >= 3
            && isLetter(path.charAt(0))
            && path.charAt(1) == ':'
            && (path.charAt(2) == '\\' || path.charAt(2) == '/');
  }

  private static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
  }

  /** The place that a POSIX path leads to from the container's root, without looking at links. */
  static String cleaned(String path) {
    if (isClean(path)) {
      return path;
    }
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/")) {
      if (part.equals("..")) {
        if (!parts.isEmpty()) {
          parts.remove(parts.size() - 1);
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return "/" + String.join("/", parts);
  }

  private static boolean isClean(String path) {
    return path.startsWith("/")
        && (path.length() == 1 || !path.endsWith("/"))
        && !path.contains("//")
        && !path.contains("/.");
  }
}
