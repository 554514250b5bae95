package dev.ocispec.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects known values with their releases, in order, for the generated tables. */
final class KnownValues {
  private final Map<String, Release> values = new LinkedHashMap<>();

  private KnownValues() {}

  static KnownValues none() {
    return new KnownValues();
  }

  KnownValues and(String value, Release since) {
    values.put(value, since);
    return this;
  }

  Map<String, Release> map() {
    return Collections.unmodifiableMap(values);
  }
}
