package dev.ocispec.preset;

import dev.ocispec.json.Json;
import dev.ocispec.json.JsonLimits;
import dev.ocispec.json.JsonValues;
import dev.ocispec.report.JsonPointer;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What an engine writes for a plain run, from the table of that engine's name and version. */
final class EngineTable {
  private static final Map<String, EngineTable> READ = new ConcurrentHashMap<>();

  private final Spec document;
  private final SeccompTable seccomp;

  private EngineTable(JsonValue table) {
    this.document = Json.read(member(table, "/document").toString(), Spec.class);
    this.seccomp = new SeccompTable(member(table, "/seccomp"));
  }

  /** The table in the file of that name. */
  static EngineTable of(String name) {
    return READ.computeIfAbsent(name, EngineTable::read);
  }

  /**
   * The configuration without seccomp, and without what the engine makes anew for each container.
   */
  Spec document() {
    return document;
  }

  SeccompTable seccomp() {
    return seccomp;
  }

  static JsonValue member(JsonValue value, String pointer) {
    return value.at(JsonPointer.parse(pointer)).orElse(JsonValue.NULL);
  }

  private static EngineTable read(String name) {
    try (InputStream in = EngineTable.class.getResourceAsStream(name + ".json")) {
      if (in == null) {
        throw new IllegalStateException("the library lacks " + name + ".json");
      }
      return new EngineTable(JsonValues.read(in.readAllBytes(), JsonLimits.DEFAULT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
