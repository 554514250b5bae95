package dev.ocispec.json;

import dev.ocispec.json.internal.JudgedText;
import dev.ocispec.report.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Text to validate rather than read into a type: JSON errors are reported as findings too, and
 * every finding has a line and a column. Only the methods here create one.
 */
public interface JsonDocument {
  /**
   * {@return the file {@code path}, with the usual limits}
   *
   * @param path the file
   * @throws DocumentAccessException when it can't be read
   */
  static JsonDocument of(Path path) {
    return of(path, JsonLimits.DEFAULT);
  }

  /**
   * {@return the file {@code path}}
   *
   * @param path the file
   * @param limits what the document may have at most
   * @throws DocumentAccessException when it can't be read
   */
  static JsonDocument of(Path path, JsonLimits limits) {
    return JudgedText.of(path, limits);
  }

  /**
   * {@return these bytes, with the usual limits}
   *
   * @param bytes the text as UTF-8
   */
  static JsonDocument of(byte[] bytes) {
    return of(bytes, JsonLimits.DEFAULT);
  }

  /**
   * {@return these bytes}
   *
   * @param bytes the text as UTF-8
   * @param limits what the document may have at most
   */
  static JsonDocument of(byte[] bytes, JsonLimits limits) {
    return JudgedText.of(bytes, limits);
  }

  /**
   * {@return the whole content of the stream; no more than the limit is kept}
   *
   * @param in the stream, which is not closed
   * @param limits what the document may have at most
   * @throws IOException when the stream fails
   */
  static JsonDocument of(InputStream in, JsonLimits limits) throws IOException {
    return of(in.readNBytes((int) limits.bytes() + 1), limits);
  }

  /** {@return the JSON errors of the text, in document order; empty when there are none} */
  List<Finding> jsonFindings();

  /** {@return a copy of the bytes; empty when they exceed a limit or are not UTF-8} */
  byte[] bytes();
}
