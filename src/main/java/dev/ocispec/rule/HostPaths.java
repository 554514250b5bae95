package dev.ocispec.rule;

/** Paths of the host, whose platform a document does not tell. */
final class HostPaths {
  private HostPaths() {}

  /** Whether {@code path} is absolute on a POSIX platform or on Windows. */
  static boolean isAbsolute(String path) {
    return path.startsWith("/")
        || path.startsWith("\\\\")
        || path.length() > 2 && path.charAt(1) == ':' && "\\/".indexOf(path.charAt(2)) >= 0;
  }
}
