package dev.ocispec.version.internal;

import dev.ocispec.json.internal.JacksonParts;
import dev.ocispec.version.Release;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema files of each release: draft 4, with references by file name, as any validator loads
 * them. They are made from the one schema of the library, which knows since when and until when
 * everything holds.
 */
public final class ReleaseSchemas {
  private static final List<String> ENTRIES =
      List.of(
          "config-schema.json",
          "state-schema.json",
          "features-schema.json",
          "process-state-schema.json");
  private static final Map<Release, Map<String, String>> KNOWN = new EnumMap<>(Release.class);

  private ReleaseSchemas() {}

  /**
   * The schema files of {@code release}, text by file name. Each kind of document that the release
   * has begins with a file of its own: {@code config-schema.json}, {@code state-schema.json}, and
   * since 1.1.0 {@code features-schema.json} and {@code process-state-schema.json}.
   */
  public static Map<String, String> files(Release release) {
    synchronized (KNOWN) {
      return KNOWN.computeIfAbsent(release, ReleaseSchemas::make);
    }
  }

  private static Map<String, String> make(Release release) {
    SchemaProjection projection = new SchemaProjection(release);
    Map<String, String> files = new TreeMap<>();
    Deque<String> wanted = new ArrayDeque<>(ENTRIES);
    while (!wanted.isEmpty()) {
      String name = wanted.remove();
      if (!files.containsKey(name)) {
        ObjectNode schema = read(name);
        if (projection.has(schema)) {
          projection.apply(schema);
          files.put(name, schema.toPrettyString());
          for (JsonNode reference : schema.findValues("$ref")) {
            String target = reference.asString();
            if (target.indexOf('#') > 0) {
              wanted.add(target.substring(0, target.indexOf('#')));
            }
          }
        }
      }
    }
    return Collections.unmodifiableMap(files);
  }

  private static ObjectNode read(String name) {
    try (InputStream in = ReleaseSchemas.class.getResourceAsStream("/dev/ocispec/schema/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the library lacks its schema file " + name);
      }
      return (ObjectNode) JacksonParts.mapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
