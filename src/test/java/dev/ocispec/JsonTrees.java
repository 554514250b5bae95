package dev.ocispec;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as trees by Jackson alone, to compare what the library writes with what it was given. */
public final class JsonTrees {
  /** Numbers stay exact, repeated names are errors. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private JsonTrees() {}

  /** The tree of these UTF-8 bytes. */
  public static JsonNode of(byte[] json) {
    return MAPPER.readTree(json);
  }

  /** The tree of this text. */
  public static JsonNode of(String json) {
    return of(json.getBytes(StandardCharsets.UTF_8));
  }
}
