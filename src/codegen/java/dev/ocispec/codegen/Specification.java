package dev.ocispec.codegen;

import tools.jackson.databind.JsonNode;

/**
 * The specification that a schema file is from.
 *
 * @param name its name
 * @param address where its files are, with a slash at the end
 */
public record Specification(String name, String address) {
  private static final Specification RUNTIME =
      new Specification(
          "runtime-spec", "https://github.com/opencontainers/runtime-spec/blob/v1.3.0/");

  /** Whether it is the one that most files are from. */
  boolean isRuntime() {
    return equals(RUNTIME);
  }

  /** The one that the file names; else that of runtimes. */
  static Specification of(JsonNode file) {
    JsonNode named = file.path("x-specification");
    return named.isMissingNode()
        ? RUNTIME
        : new Specification(named.path("name").asString(), named.path("address").asString());
  }
}
