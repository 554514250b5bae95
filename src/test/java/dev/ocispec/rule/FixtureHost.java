package dev.ocispec.rule;

import dev.ocispec.JsonTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * A host of which a JSON object has the facts; those that it has not are not known: {@code
 * {"rootless": true, "cgroupVersion": 2, "cgroupControllers": ["memory"], "files": {"/srv":
 * "directory"}, "namespaces": {"/proc/1/ns/net": "network"}, "texts": {"/proc/filesystems": "…"}}}.
 */
record FixtureHost(JsonNode facts) implements HostView {
  /** The host of a file; one of which nothing is known without it. */
  static FixtureHost of(Optional<Path> file) {
    try {
      return new FixtureHost(JsonTrees.of(file.isPresent() ? Files.readString(file.get()) : "{}"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<JsonNode> fact(String name) {
    return Optional.ofNullable(facts.get(name));
  }

  private Optional<String> entry(String name, String key) {
    return fact(name).map(entries -> entries.get(key)).map(JsonNode::asString);
  }

  @Override
  public Optional<Boolean> rootless() {
    return fact("rootless").map(JsonNode::asBoolean);
  }

  @Override
  public Optional<Integer> cgroupVersion() {
    return fact("cgroupVersion").map(JsonNode::asInt);
  }

  @Override
  public Optional<Set<String>> cgroupControllers() {
    return fact("cgroupControllers")
        .map(
            list -> {
              Set<String> names = new TreeSet<>();
              list.forEach(name -> names.add(name.asString()));
              return names;
            });
  }

  @Override
  public Optional<HostFile> file(String path) {
    return entry("files", path).map(name -> HostFile.valueOf(name.toUpperCase(Locale.ROOT)));
  }

  @Override
  public Optional<String> namespaceType(String path) {
    return entry("namespaces", path);
  }

  @Override
  public Optional<String> read(String path) {
    return entry("texts", path);
  }
}
