package dev.ocispec.preset;

import dev.ocispec.json.Json;
import dev.ocispec.json.JsonLimits;
import dev.ocispec.json.JsonValues;
import dev.ocispec.report.JsonPointer;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an engine writes for a plain run, from the table of that engine's name and version. In the
 * place of its own filter of system calls it may have the name of the table that has it.
 */
final class EngineTable {
  private static final Map<String, EngineTable> READ = new ConcurrentHashMap<>();

  private final Spec document;
  private final List<Mount> podMounts;
  private final EngineSeccomp seccomp;

  private EngineTable(JsonValue table) {
    this.document = Json.read(member(table, "/document").toString(), Spec.class);
    this.podMounts =
        member(table, "/podMounts").elements().stream()
            .map(mount -> Json.read(mount.toString(), Mount.class))
            .toList();
    JsonValue filter = member(table, "/seccomp");
    this.seccomp =
        filter.asText().map(name -> of(name).seccomp()).orElseGet(() -> new EngineSeccomp(filter));
  }

  /** The table in the file of that name. */
  static EngineTable of(String name) {
    EngineTable known = READ.get(name);
    if (known != null) {
      return known;
    }
    // Not computeIfAbsent: reading a table may read another one.
    EngineTable read = read(name);
    READ.putIfAbsent(name, read);
    return read;
  }

  /**
   * The configuration without seccomp, and without what the engine makes anew for each container.
   */
  Spec document() {
    return document;
  }

  /** What the engine mounts for the pod that {@code {pod}} in a source stands for. */
  List<Mount> podMounts(String pod) {
    return podMounts.stream()
        .map(
            mount ->
                mount.toBuilder().source(mount.source().orElse("").replace("{pod}", pod)).build())
        .toList();
  }

  EngineSeccomp seccomp() {
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
