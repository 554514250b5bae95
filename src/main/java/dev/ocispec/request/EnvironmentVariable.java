package dev.ocispec.request;

import java.util.Objects;

/**
 * One variable of a build's environment.
 *
 * @param key its name, without equals sign
 * @param value its value, any text without NUL
 */
public record EnvironmentVariable(String key, String value) {
  /**
   * Checks that nothing is null; the rest is checked with the request that it is part of.
   *
   * @param key its name, without equals sign
   * @param value its value, any text without NUL
   */
  public EnvironmentVariable {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
  }
}
