package dev.ocispec.cli;

import dev.ocispec.json.DocumentAccessException;
import dev.ocispec.json.Json;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.json.JsonLimits;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.report.Finding;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.spec.OciDocument;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Documents that a command line names; {@code -} is standard input. */
final class Input {
  private static final Path CURRENT = Path.of("/proc/self/cwd");

  private Input() {}

  /** The text of {@code file}. */
  static JsonDocument text(String file, Streams streams) {
    if (!file.equals("-")) {
      return JsonDocument.of(path(file));
    }
    try {
      return JsonDocument.of(streams.in(), JsonLimits.DEFAULT);
    } catch (IOException e) {
      throw new DocumentAccessException("read", Path.of("standard input"), e);
    }
  }

  /** The document in {@code file}, read into its type. */
  static OciDocument document(String file, String kind, Streams streams) {
    JsonDocument text = text(file, streams);
    List<Finding> unreadable = text.jsonFindings();
    try {
      if (!unreadable.isEmpty()) {
        throw new UnreadableDocumentException(unreadable);
      }
      return Json.read(text.bytes(), kind(kind, text).type());
    } catch (UnreadableDocumentException e) {
      throw e.from(name(file));
    }
  }

  /** What messages and pages call {@code file}. */
  static String name(String file) {
    return file.equals("-") ? "standard input" : file;
  }

  /** The kind that was named, or is detected for {@code auto}. */
  static DocumentKind kind(String kind, JsonDocument text) {
    return DocumentKind.of(kind).orElseGet(() -> DocumentKind.detect(text));
  }

  /**
   * Whether relative paths are looked up where they are: Java decodes the current directory by the
   * locale, and takes another one for it where that replaces characters.
   */
  private static boolean isFolderKnown() {
    if (System.getProperty("user.dir", "").indexOf('\uFFFD') < 0) {
      return true;
    }
    try {
      return CURRENT.toRealPath().equals(Path.of("").toAbsolutePath());
    } catch (IOException | InvalidPathException e) {
      return false; // Not there under the name that Java has for it.
    }
  }

  /** A path that was given as an argument. */
  static Path path(String text) {
    if (text.isEmpty()) {
      throw new UsageException("expected a path, found an empty string");
    }
    if (!text.startsWith("/") && !isFolderKnown()) {
      throw new UsageException(
          "the current locale cannot represent the current directory, so it cannot find "
              + text
              + " in it; give an absolute path, or set LC_ALL=C.UTF-8");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageException(
          text.chars().allMatch(c -> c < 0x80)
              ? "invalid path: " + e.getReason()
              : "the current locale cannot represent the path " + text + "; set LC_ALL=C.UTF-8");
    }
  }
}
