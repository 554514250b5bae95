package dev.ocispec.json;

import dev.ocispec.json.internal.JudgedText;
import dev.ocispec.report.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Text that is to be judged rather than read into a type: what is wrong with it as JSON is reported
 * like everything else, and all findings have lines and columns. Only the methods here make one.
 */
public interface JsonDocument {
  /**
   * The file {@code path}, with the usual limits.
   *
   * @throws DocumentAccessException when it can't be read
   */
  static JsonDocument of(Path path) {
    return of(path, JsonLimits.DEFAULT);
  }

  /**
   * The file {@code path}.
   *
   * @throws DocumentAccessException when it can't be read
   */
  static JsonDocument of(Path path, JsonLimits limits) {
    return JudgedText.of(path, limits);
  }

  /** These bytes, with the usual limits. */
  static JsonDocument of(byte[] bytes) {
    return of(bytes, JsonLimits.DEFAULT);
  }

  /** These bytes. */
  static JsonDocument of(byte[] bytes, JsonLimits limits) {
    return JudgedText.of(bytes, limits);
  }

  /**
   * All that the stream gives; no more than the limit is kept.
   *
   * @throws IOException when the stream fails
   */
  static JsonDocument of(InputStream in, JsonLimits limits) throws IOException {
    return of(in.readNBytes((int) limits.bytes() + 1), limits);
  }

  /** What is wrong with the text as JSON, in document order; empty when nothing is. */
  List<Finding> jsonFindings();

  /** The bytes, a copy; empty when they passed a limit or are no UTF-8. */
  byte[] bytes();
}
