package dev.ocispec.json;

import dev.ocispec.json.internal.JsonEvents;
import dev.ocispec.json.internal.JsonText;
import dev.ocispec.report.Finding;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.internal.JsonValueCollector;
import java.util.List;

/** Reads arbitrary JSON, as strictly as {@link Json} reads documents. */
public final class JsonValues {
  private JsonValues() {}

  /**
   * Reads UTF-8 bytes that hold one JSON value.
   *
   * @param json the value as UTF-8
   * @param limits what it may have at most
   * @return the value
   * @throws UnreadableDocumentException when they are not JSON or pass a limit
   */
  public static JsonValue read(byte[] json, JsonLimits limits) {
    JsonValueCollector collector = new JsonValueCollector();
    List<Finding> found = JsonEvents.walk(JsonText.of(json, limits), limits, in -> collector);
    if (!found.isEmpty()) {
      throw new UnreadableDocumentException(found);
    }
    return collector.result();
  }
}
