package dev.ocispec.schema.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects known values with their releases, in order, for the generated tables. */
final class ValueReleases {
  private final Map<String, SchemaRelease> values = new LinkedHashMap<>();

  private ValueReleases() {}

  static ValueReleases none() {
    return new ValueReleases();
  }

  ValueReleases and(String value, SchemaRelease since) {
    values.put(value, since);
    return this;
  }

  Map<String, SchemaRelease> map() {
    return Collections.unmodifiableMap(values);
  }
}
